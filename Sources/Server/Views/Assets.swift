/// The style sheet and the icon of the page, in the visual language of the packs.
enum Assets {
  static let icon: StaticString = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0a6c8f"/>\
    <path d="M3 12h10M4 9h3M4 6h8M4 3h5" stroke="#fff" stroke-width="2" fill="none"/></svg>
    """

  static let style: StaticString = """
    :root{--ink:#1a1c1e;--grey:#5b6166;--rule:#dde1e4;--shade:#f1f4f5;--accent:#0a6c8f;--warning:#b23c14;--paper:#fff;--good:#e7f2f5;--bad:#fbeae4}
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem}
    body{margin:0;color:var(--ink);background:var(--paper);font:16px/1.5 Inter,"Noto Sans","Segoe UI",Roboto,Arial,sans-serif}
    main,body>header,footer{max-width:84rem;margin:0 auto;padding:0 1.25rem}
    body>header{padding-top:1rem;border-top:8px solid var(--accent)}
    .brand{margin:0;display:flex;gap:.75rem;align-items:baseline;flex-wrap:wrap}
    .brand a{font-weight:700;text-decoration:none}
    .project{color:var(--grey)}
    .visitor{margin-left:auto;color:var(--grey);font-size:.9rem;display:flex;gap:.5rem;align-items:baseline}
    h1{font-size:1.75rem;line-height:1.2;margin:1.25rem 0 .75rem;text-wrap:balance;overflow-wrap:anywhere}
    h2{font-size:1.125rem;margin:1.5rem 0 .5rem}
    a{color:var(--accent)}
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    main:focus{outline:none}
    .skip{position:absolute;left:-100rem}
    .skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem;z-index:1}
    nav ol{display:flex;flex-wrap:wrap;list-style:none;margin:.75rem 0 0;padding:0;border-bottom:1px solid var(--rule)}
    nav ol a{display:block;padding:.5rem .9rem;text-decoration:none;color:var(--grey);border-bottom:3px solid transparent;margin-bottom:-1px}
    nav ol a:hover{color:var(--ink)}
    nav ol a[aria-current]{color:var(--ink);font-weight:600;border-color:var(--accent)}
    .note{color:var(--grey);font-size:.875rem;margin:.25rem 0 .75rem}
    .status{margin:0}
    .status:not(:empty),.problem,.good{padding:.6rem .9rem;border-left:4px solid var(--accent);background:var(--good);margin:.75rem 0}
    .status:not(:empty){position:sticky;top:0;z-index:2;max-height:40vh;overflow:auto}
    .status.bad,.problem{border-color:var(--warning);background:var(--bad)}
    .warning{color:var(--warning)}
    table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
    caption{text-align:left;color:var(--grey);font-size:.875rem;padding:.25rem 0}
    th,td{padding:.35rem .9rem .35rem 0;text-align:left;border-bottom:1px solid var(--rule);vertical-align:top}
    thead th{vertical-align:bottom;border-bottom:2px solid var(--ink)}
    tbody th{font-weight:400;min-width:9rem}
    .grid tbody th{min-width:0}
    .number{text-align:right;padding:.35rem 0 .35rem .9rem}
    td.number a{color:inherit;text-decoration-color:var(--rule)}
    .scroll{overflow:auto;max-height:80vh;margin:.5rem 0}
    .scroll thead th{position:sticky;top:0;background:var(--paper)}
    .grid td,.grid th{padding:.2rem .5rem;border:1px solid var(--rule);max-width:22rem;overflow-wrap:anywhere}
    .grid thead th{border-bottom:1px solid var(--rule)}
    .grid tbody th{color:var(--grey)}
    .grid .short,.grid th{white-space:nowrap}
    .number+td,.number+th{padding-left:.9rem}
    .grid .read{background:var(--good)}
    .grid .uncounted{text-decoration:line-through}
    .marked th,.marked td{box-shadow:inset 0 2px var(--warning),inset 0 -2px var(--warning)}
    button,select,input,textarea{font:inherit;color:inherit}
    button{background:var(--accent);color:#fff;border:1px solid var(--accent);border-radius:.3rem;padding:.4rem 1rem;cursor:pointer;min-height:2.25rem}
    button.quiet,.sort{background:none;color:var(--accent);border-color:var(--rule);padding:.2rem .7rem;min-height:1.75rem}
    button[disabled]{opacity:.6;cursor:default}
    .sort{border:0;padding:0;color:inherit;font-weight:600;text-align:inherit}
    .sort::after{content:" \\2195";color:#767c82}
    th[aria-sort=ascending] .sort::after{content:" \\2191";color:var(--accent)}
    th[aria-sort=descending] .sort::after{content:" \\2193";color:var(--accent)}
    label{display:block}
    label>span{display:block;font-size:.875rem;color:var(--grey)}
    select,input[type=text],input[type=password]{border:1px solid #868c92;border-radius:.3rem;padding:.35rem .5rem;background:var(--paper);max-width:100%;min-height:2.25rem}
    textarea{width:100%;border:1px solid #868c92;border-radius:.3rem;padding:.5rem;font:14px/1.5 "JetBrains Mono",Consolas,"DejaVu Sans Mono",monospace;background:var(--paper);tab-size:2}
    .filters,.inline{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:.5rem 0 1rem}
    .choices{display:grid;gap:.6rem;margin-bottom:1rem}
    .choices select,.choices input{width:100%}
    .columns{display:grid;grid-template-columns:minmax(13rem,18rem) minmax(0,1fr);gap:2rem}
    .facets ul{list-style:none;margin:0;padding:0;font-size:.9rem}
    .facets li{display:flex;justify-content:space-between;gap:.5rem;padding:.15rem 0}
    .facets a{text-decoration:none;overflow-wrap:anywhere}
    .facets a[aria-current]{font-weight:700}
    .facets h2{margin-top:.25rem}
    .count{color:var(--grey)}
    .found{list-style:none;margin:0;padding:0}
    .found>li{padding:.6rem 0 .6rem .9rem;border-bottom:1px solid var(--rule);border-left:4px solid var(--rule);margin-bottom:.25rem}
    .found>li.error{border-left-color:var(--warning)}
    .found>li.warning{border-left-color:#c69214;color:inherit}
    .found p{margin:.1rem 0;overflow-wrap:anywhere}
    .severity{font-weight:600;margin-right:.5rem}
    .remedies{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:end;font-size:.9rem;padding-bottom:.25rem}
    .remedies .inline{margin:0}
    .remedies button{min-height:2.25rem}
    .remedies summary{padding:.4rem 0}
    summary{cursor:pointer;color:var(--accent)}
    .signin{display:grid;gap:.75rem;justify-items:start;max-width:22rem}
    .signin label,.signin input{width:100%}
    .cards,.chips,.chosen{list-style:none;padding:0;margin:.5rem 0}
    .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:1rem}
    .cards li{border:1px solid var(--rule);border-top:3px solid var(--accent);padding:.75rem 1rem}
    .cards span{display:block}
    .cards b{overflow-wrap:anywhere}
    .chips{display:flex;flex-wrap:wrap;gap:.5rem}
    .chips a{display:block;border:1px solid var(--rule);border-radius:2rem;padding:.2rem .8rem;text-decoration:none}
    .chips a[aria-current]{background:var(--accent);color:#fff}
    .drop{border:2px dashed #868c92;border-radius:.5rem;padding:1rem;display:grid;gap:.75rem;justify-items:start;max-width:44rem}
    .drop>*{max-width:100%;min-width:0}
    input{max-width:100%}
    .drop.over{border-color:var(--accent);background:var(--good)}
    .drop input[type=text]{width:24rem}
    .downloads{margin:.5rem 0}
    .downloads button{margin-left:.75rem}
    .settings{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.75rem 1.25rem;align-items:end;margin:.75rem 0;max-width:64rem}
    .settings input,.settings select{width:100%}
    .settings button{justify-self:start}
    .settings .part{display:contents}
    .entries{padding-left:1.75rem}
    .entries>li{padding:.25rem 0;border-bottom:1px solid var(--rule)}
    .moves{display:flex;flex-wrap:wrap;gap:.5rem}
    main>details,section>details{margin:1rem 0}
    .pages{padding-left:1.75rem;max-width:36rem}
    .pages li>div{display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center;padding:.15rem 0}
    .pages label{display:flex;gap:.5rem;align-items:center;flex:1 1 12rem}
    .pages label>span,fieldset label>span{font-size:1rem;color:inherit}
    fieldset{border:1px solid var(--rule);border-radius:.3rem;margin:.75rem 0;display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:.25rem 1rem}
    fieldset label{display:flex;gap:.5rem;align-items:center}
    fieldset.one{display:flex;flex-wrap:wrap;align-items:end;gap:.25rem 1rem;margin:.25rem 0;width:min(46rem,100%)}
    fieldset.one p{flex-basis:100%;margin:0}
    fieldset.one label{display:block}
    fieldset.one label>span{font-size:.85rem}
    input[type=checkbox]{width:1.15rem;height:1.15rem;flex:none;accent-color:var(--accent)}
    .total th,.total td{font-weight:700;border-top:2px solid var(--ink)}
    figure{margin:0}
    .chart{display:block;width:min(100%,56rem);height:auto;border:1px solid var(--rule);padding:1rem;background:#fff}
    .chart+.chart,.whole+.whole .chart{margin-top:1rem}
    .whole{display:block}
    .changes{list-style:none;padding:0}
    .changes li{border-bottom:1px solid var(--rule);padding:.5rem 0}
    .changes p{margin:.1rem 0;overflow-wrap:anywhere}
    #units input{width:10rem}
    #plans td input{width:9rem;text-align:right}
    pre{background:var(--shade);padding:.5rem;white-space:pre-wrap;overflow-wrap:anywhere;margin:.25rem 0;font-size:.85rem}
    ins,del{display:block;text-decoration:none}
    del{color:var(--warning)}
    ins{color:var(--accent)}
    progress{width:min(24rem,100%);display:block;margin:.5rem 0;accent-color:var(--accent)}
    .findings{font-size:.9rem;overflow-wrap:anywhere}
    .reading{border-left:4px solid var(--accent);padding:.1rem .9rem;margin:.5rem 0}
    .stale{position:sticky;top:0;z-index:2;background:#fff6dc;padding:.5rem .9rem;border-left:4px solid #c69214}
    footer{color:var(--grey);font-size:.8rem;padding-top:2rem;padding-bottom:2rem}
    [hidden]{display:none!important}
    @media (max-width:48rem){
    .columns{grid-template-columns:1fr;gap:0}
    nav ol a{padding:.4rem .6rem}
    h1{font-size:1.4rem}
    .drop input[type=text]{width:100%}
    }
    @media (forced-colors:active){nav ol a[aria-current],.found>li{border-color:CanvasText}.grid .read{outline:2px solid Highlight;outline-offset:-2px}}
    @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
    @media print{nav,form,button,.skip,.downloads,footer{display:none!important}.scroll{max-height:none;overflow:visible}main{max-width:none}}
    """
}

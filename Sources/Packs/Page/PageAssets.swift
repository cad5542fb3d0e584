import CairoRenderer
import Charting
import Foundation
import Office

/// The style sheet and the script of `index.html`, and the policy that allows only these two to run.
enum PageAssets {
  static let style: StaticString = """

    :root{--ink:#1a1c1e;--grey:#5b6166;--rule:#dde1e4;--shade:#f1f4f5;--accent:#0a6c8f;--warning:#c9481f}
    *{box-sizing:border-box}
    body{margin:0;color:var(--ink);background:#fff;font:16px/1.5 Inter,"Noto Sans","Segoe UI",Roboto,Arial,sans-serif}
    main,header,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
    header{padding-top:2.5rem;border-top:8px solid var(--accent)}
    .organisation{color:var(--grey);font-weight:600;font-size:.9rem;text-transform:uppercase;margin:0}
    h1{font-size:2.2rem;line-height:1.15;margin:.4rem 0}
    h2{font-size:1.3rem;line-height:1.3;margin:0 0 .2rem}
    .subject{font-size:1.15rem;margin:0}
    .note{color:var(--grey);font-size:.875rem;margin:.2rem 0 1rem}
    .skip{position:absolute;left:-100rem}
    .skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem}
    a{color:var(--accent)}
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
    .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:1.5rem;margin:2rem 0;padding:0;list-style:none}
    .tiles li{border-top:2px solid var(--accent);padding-top:.5rem;container-type:inline-size}
    .tiles b{display:block;font-size:min(2.4rem,24cqi);line-height:1.2}
    .tiles b.long{font-size:min(2.4rem,14cqi)}
    .tiles b.longer{font-size:min(1.6rem,8cqi)}
    .tiles span{display:block}
    .tiles span:first-child{display:flex;align-items:flex-end;min-height:3em}
    .tiles .change{font-weight:600}
    .tiles .good{color:var(--accent)}
    .tiles .bad{color:var(--warning)}
    .tiles .neutral{color:var(--grey)}
    .highlights li{margin:.35rem 0}
    .highlights a{color:inherit;text-decoration:none}
    .highlights a:hover{text-decoration:underline}
    .highlights .bad::marker{color:var(--warning)}
    .highlights .good::marker{color:var(--accent)}
    nav ol{columns:22rem;column-gap:3rem;font-size:.9375rem;padding-left:1.5rem}
    section{margin:3rem 0;padding-top:1rem;border-top:1px solid var(--rule)}
    figure{margin:0}
    figure svg{display:block;width:100%;height:auto;max-width:46rem}
    figure svg.narrow,.narrow{display:none}
    .tabular,td,.tiles b{font-variant-numeric:tabular-nums}
    .scroll{overflow-x:auto;margin:.5rem 0}
    table{border-collapse:collapse;font-size:.9rem;min-width:50%}
    caption{text-align:left;color:var(--grey);font-size:.875rem;padding:.25rem 0}
    th,td{padding:.35rem .75rem .35rem 0;text-align:left;border-bottom:1px solid var(--rule);vertical-align:bottom}
    tbody th{font-weight:400}
    .number{text-align:right;padding:.35rem 0 .35rem .75rem}
    .total th,.total td{font-weight:700;border-top:2px solid var(--ink)}
    button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit;font-weight:600}
    .sort::after{content:" \\2195";color:#868c92}
    th[aria-sort=ascending] .sort::after{content:" \\2191";color:var(--accent)}
    th[aria-sort=descending] .sort::after{content:" \\2193";color:var(--accent)}
    .switch{display:none;gap:.25rem;margin:.5rem 0 1rem}
    .scripted .switch{display:flex}
    .switch button{border:1px solid var(--rule);border-radius:.3rem;padding:.25rem .8rem;font-weight:400}
    .switch [aria-pressed=true]{background:var(--accent);border-color:var(--accent);color:#fff}
    [hidden]{display:none!important}
    footer{color:var(--grey);font-size:.8rem;padding-bottom:3rem;overflow-wrap:anywhere}
    @media (max-width:36rem){
    h1{font-size:1.7rem}
    .wide{display:none!important}
    figure .narrow{display:block!important}
    }
    @media print{
    @page{size:A4;margin:15mm}
    body{font-size:10.5pt}
    main,header,footer{max-width:none;padding:0}
    nav,.switch,.skip,.sort::after{display:none!important}
    section.chart{break-before:page;border:0;margin:0}
    section{break-inside:avoid-page}
    figure .wide{display:block!important}
    figure .narrow{display:none!important}
    .sort::after{content:""!important}
    .scroll{overflow:visible}
    .tiles{grid-template-columns:repeat(4,1fr)}
    table{font-size:8.5pt}
    a{color:inherit;text-decoration:none}
    }

    """

  /// Sorts tables, and switches between a chart and its table. Without the script both are shown.
  static let script: StaticString = """

    'use strict';
    document.documentElement.classList.add('scripted');
    for (const section of document.querySelectorAll('section.chart')) {
      const views = {chart: section.querySelector('figure'), table: section.querySelector('.scroll')};
      const buttons = section.querySelectorAll('.switch button');
      const show = name => {
        for (const key in views) views[key].hidden = key !== name;
        for (const button of buttons)
          button.setAttribute('aria-pressed', String(button.dataset.view === name));
      };
      for (const button of buttons) button.addEventListener('click', () => show(button.dataset.view));
      show('chart');
    }
    for (const button of document.querySelectorAll('button.sort')) {
      button.addEventListener('click', () => {
        const head = button.closest('th'), table = head.closest('table'), body = table.tBodies[0];
        const column = Array.from(head.parentNode.children).indexOf(head);
        const isFalling = head.getAttribute('aria-sort') === 'ascending';
        for (const other of head.parentNode.children) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', isFalling ? 'descending' : 'ascending');
        const value = row => {
          const cell = row.children[column];
          return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
        };
        const order = (left, right) => {
          const [a, b] = [value(left), value(right)];
          // Numbers stand before the signs for missing ones, whichever way they are sorted.
          if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
          if (typeof a === 'number') return isFalling ? b - a : a - b;
          return a.localeCompare(b, document.documentElement.lang) * (isFalling ? -1 : 1);
        };
        const rows = Array.from(body.rows);
        const totals = rows.filter(row => row.classList.contains('total'));
        const others = rows.filter(row => !row.classList.contains('total')).sort(order);
        body.append(...others, ...totals);
      });
    }

    """

  /// Nothing may be fetched, and only these may run (Content Security Policy level 3).
  static func policy(_ theme: Theme) -> String {
    "default-src 'none'; style-src \(hash(style.description)) \(hash(colors(theme)));"
      + " script-src \(hash(script.description)); base-uri 'none'; form-action 'none'"
  }

  /// The style sheet's colours for a theme.
  static func colors(_ theme: Theme) -> String {
    let colors = [
      ("ink", theme.ink), ("grey", theme.grey), ("accent", theme.accent),
      ("warning", theme.warning),
    ]
    return ":root{" + colors.map { "--\($0):\($1.hex)" }.joined(separator: ";") + "}"
  }

  private static func hash(_ text: String) -> String {
    let hex = Array(SHA256.of(Data(text.utf8)).utf8)
    let bytes = stride(from: 0, to: hex.count - 1, by: 2).compactMap { index in
      UInt8(String(decoding: hex[index...(index + 1)], as: UTF8.self), radix: 16)
    }
    return "'sha256-\(Data(bytes).base64EncodedString())'"
  }
}

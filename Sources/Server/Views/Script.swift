extension Assets {
  /// The script of the pages: uploads files, sends changes, redraws after a choice, and detects changes by others.
  /// Without it everything can still be read.
  static let script: StaticString = #"""
    'use strict';
    (() => {
    const vi = document.documentElement.lang === 'vi';
    const say = (v, e) => vi ? v : e;
    const status = document.getElementById('status');
    const tell = (text, bad) => {
      if (!status) return;
      status.textContent = text;
      status.classList.toggle('bad', !!bad);
      if (bad) status.scrollIntoView({block: 'nearest'});
    };
    let busy = 0;
    const send = async (method, address, body, type) => {
      busy += 1;
      try {
        const headers = {'X-Giaoban': '1'};
        if (type) headers['Content-Type'] = type;
        const answer = await fetch(address, {method, headers, body});
        const isJSON = (answer.headers.get('Content-Type') || '').includes('json');
        const value = isJSON ? await answer.json() : {};
        if (!answer.ok) {
          const more = (value.findings || []).slice(0, 5).join('\n');
          throw new Error((value.message || say('không thực hiện được', 'this cannot be done') + ' (' + answer.status + ')')
            + (more ? '\n' + more : ''));
        }
        return value;
      } catch (error) {
        if (error instanceof TypeError) throw new Error(say('Giaoban không phản hồi; hãy kiểm tra chương trình còn chạy không.', 'Giaoban does not respond; check that it is still running.'));
        throw error;
      } finally { busy -= 1; }
    };
    const order = (form) => {
      if (form.dataset.fields !== undefined) return changes(form);
      const fields = {};
      // Several choices of one name stand one after the other.
      for (const [name, value] of new FormData(form)) {
        if (typeof value === 'string') fields[name] = name in fields ? fields[name] + ',' + value : value;
      }
      return JSON.stringify(fields);
    };
    // Of a form with many fields only what was changed is sent, with what stood there before.
    // All such forms of a page go together: what was typed elsewhere is not lost.
    const changes = (form) => {
      const fields = {}, was = {};
      const alike = [...document.querySelectorAll('form[data-fields]')].filter((other) => other.dataset.address === form.dataset.address);
      for (const field of alike.flatMap((other) => [...other.elements])) {
        if (!field.name) continue;
        const before = field.options ? ([...field.options].find((option) => option.defaultSelected) || field.options[0]).value : field.defaultValue;
        if (field.value !== before) { fields[field.name] = field.value; was[field.name] = before; }
      }
      return JSON.stringify({fields, was});
    };
    // What was open stays open, and where one was one stays.
    const place = (part) => part.id || [part.closest('[id]')?.id, part.closest('li')?.querySelector('p')?.textContent,
      part.querySelector('summary')?.textContent].join('|');
    // What was typed into other forms is typed again.
    const key = (form) => [form.dataset.address, ...[...form.elements].filter((field) => field.type === 'hidden')
      .map((field) => field.name + '=' + field.value)].join('|');
    const forms = () => [...document.querySelectorAll('main form[data-method]')];
    const typed = (form) => [...form.elements].filter((field) => field.name && ['text', 'textarea', 'number', 'date'].includes(field.type)
      && field.value !== field.defaultValue).map((field) => ({form: key(form), name: field.name, was: field.defaultValue, value: field.value}));
    const reload = (next, sent) => {
      if (next) { location.href = next; return; }
      const open = [...document.querySelectorAll('main details[open]')].map(place).filter(Boolean);
      const drafts = forms().filter((form) => form !== sent && !(sent && sent.dataset.fields !== undefined
        && form.dataset.address === sent.dataset.address)).flatMap(typed);
      const part = sent && sent.closest('details, li, section, [id]');
      sessionStorage.setItem('giaoban-place', JSON.stringify({path: location.pathname, open, top: window.scrollY, drafts, at: part ? place(part) : ''}));
      location.reload();
    };
    try {
      const kept = JSON.parse(sessionStorage.getItem('giaoban-place') || 'null');
      sessionStorage.removeItem('giaoban-place');
      if (kept && kept.path === location.pathname) {
        for (const part of document.querySelectorAll('main details')) if (kept.open.includes(place(part))) part.open = true;
        for (const draft of kept.drafts || []) {
          const field = forms().find((form) => key(form) === draft.form)?.elements[draft.name];
          if (field && field.defaultValue === draft.was) field.value = draft.value;
        }
        // Whoever works without a mouse goes on where they were.
        const part = kept.at && [...document.querySelectorAll('main details, main li, main section, main [id]')].find((other) => place(other) === kept.at);
        const target = !kept.at ? null : !part ? document.getElementById('main') : part.matches('details') ? part.querySelector('summary') : part;
        if (target) {
          if (target.tabIndex < 0 && !target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
          target.focus({preventScroll: true});
        }
        window.scrollTo(0, kept.top);
      }
    } catch { /* Nothing was kept. */ }

    // Forms and buttons that change something.
    document.addEventListener('submit', async (event) => {
      const form = event.target;
      if (form.dataset.method) {
        event.preventDefault();
        const button = form.querySelector('[type=submit]');
        button.disabled = true;
        try {
          const done = await send(form.dataset.method, form.dataset.address, order(form), 'application/json');
          sessionStorage.setItem('giaoban-good', done && done.message ? done.message : say('Đã lưu.', 'Saved.'));
          reload(form.dataset.next, form);
        } catch (error) { tell(error.message, true); button.disabled = false; }
      } else if (form.classList.contains('drop')) {
        event.preventDefault();
        await bring(form);
      }
    });
    document.addEventListener('click', async (event) => {
      const copy = event.target.closest('[data-copy]');
      if (copy) return copyPicture(copy);
      // A link that shows something as a form says it to be made.
      const shown = event.target.closest('a[data-with]');
      if (shown) {
        const address = new URL(shown.href);
        const fields = new FormData(document.querySelector(shown.dataset.with) || undefined);
        for (const [name, value] of fields) if (['period', 'versus', 'paper'].includes(name) && value) address.searchParams.set(name, value);
        shown.href = address.href;
        return;
      }
      const sort = event.target.closest('.sort');
      if (sort) return sortBy(sort);
      const step = event.target.closest('button[data-step]');
      if (step) return moveBy(step);
      const button = event.target.closest('button[data-method]');
      if (!button) return;
      if (button.dataset.confirm && !window.confirm(button.dataset.confirm)) return;
      button.disabled = true;
      try {
        const asked = button.dataset.query ? '?' + new URLSearchParams(new FormData(document.querySelector(button.dataset.query))) : '';
        const done = await send(button.dataset.method, button.dataset.address + asked);
        sessionStorage.setItem('giaoban-good', done && done.message ? done.message : say('Đã lưu.', 'Saved.'));
        reload(null, button);
      }
      catch (error) { tell(error.message, true); button.disabled = false; }
    });

    // Files: dropped or chosen, brought one after the other.
    const chosen = new WeakMap();
    const list = (form) => {
      const place = form.querySelector('.chosen');
      place.replaceChildren(...(chosen.get(form) || []).map((file) => {
        const item = document.createElement('li');
        item.textContent = file.name;
        return item;
      }));
    };
    for (const form of document.querySelectorAll('form.drop')) {
      const input = form.querySelector('[type=file]');
      input.addEventListener('change', () => { chosen.set(form, [...input.files]); list(form); });
      form.addEventListener('dragover', (event) => { event.preventDefault(); form.classList.add('over'); });
      form.addEventListener('dragleave', () => form.classList.remove('over'));
      form.addEventListener('drop', (event) => {
        event.preventDefault();
        form.classList.remove('over');
        chosen.set(form, [...(chosen.get(form) || []), ...event.dataTransfer.files]);
        list(form);
      });
    }
    window.addEventListener('dragover', (event) => event.preventDefault());
    window.addEventListener('drop', (event) => event.preventDefault());
    const bring = async (form) => {
      const files = chosen.get(form) || [];
      if (!files.length) return tell(say('Hãy chọn tệp trước.', 'Choose files first.'), true);
      const names = files.map((file) => file.name.normalize('NFC').toLowerCase());
      const twice = files.find((file, index) => names.indexOf(names[index]) !== index);
      if (twice) {
        return tell(say('Có hai tệp cùng tên ' + twice.name + '; hãy đổi tên một trong hai rồi chọn lại.',
          'There are two files named ' + twice.name + '; rename one and choose again.'), true);
      }
      const button = form.querySelector('[type=submit]');
      button.disabled = true;
      try {
        let place = form.dataset.files, next = null;
        if (form.dataset.new) {
          const made = await send('POST', form.dataset.new, order(form), 'application/json');
          place = form.dataset.api + '/' + encodeURIComponent(made.id) + '/files';
          next = form.dataset.next + '/' + encodeURIComponent(made.id) + '/data';
        }
        if (form.dataset.report) return await fill(form, files[0]);
        let refused = [];
        for (const file of files) {
          tell(say('Đang tải lên ', 'Uploading ') + file.name + ' …');
          try { await send('PUT', place + '/' + encodeURIComponent(file.name), file); }
          catch (error) { refused.push(error.message); }
        }
        if (form.dataset.new && refused.length < files.length) {
          tell(say('Đang đọc các bảng …', 'Reading the tables …'));
          try { await send('POST', place.replace(/files$/, 'project')); }
          catch (error) { refused.push(error.message); }
        }
        if (refused.length) {
          sessionStorage.setItem('giaoban', refused.join('\n'));
        }
        reload(next);
      } catch (error) { tell(error.message, true); }
      finally { button.disabled = false; }
    };
    const good = sessionStorage.getItem('giaoban-good');
    if (good) tell(good);
    sessionStorage.removeItem('giaoban-good');
    const kept = sessionStorage.getItem('giaoban');
    if (kept) { sessionStorage.removeItem('giaoban'); tell(kept, true); }
    const fill = async (form, file) => {
      const pack = form.querySelector('[name=pack]').value;
      tell(say('Đang điền ', 'Filling ') + file.name + ' …');
      const done = await send('PUT', form.dataset.report + '/' + encodeURIComponent(file.name)
        + '?pack=' + encodeURIComponent(pack), file);
      tell(done.message, !done.address);
      const notes = document.createElement('ul');
      notes.className = 'findings';
      for (const note of done.notes) {
        const item = document.createElement('li');
        item.textContent = note;
        notes.append(item);
      }
      status.append(notes);
      if (done.address) {
        const link = document.createElement('a');
        link.href = done.address;
        link.textContent = say('Tải báo cáo về', 'Download the report');
        status.append(link);
        link.focus();
      }
    };

    // A choice shows its result at once; the address always says what is shown.
    for (const form of document.querySelectorAll('form[data-auto]')) {
      let latest = 0;
      const show = async () => {
        const number = ++latest;
        const address = location.pathname + '?' + new URLSearchParams(new FormData(form));
        const result = document.getElementById('result');
        if (!result) { location.href = address; return; }
        try {
          const answer = await fetch(address);
          if (answer.redirected && answer.url.includes('/sign-in')) return location.reload();
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          if (number !== latest) return;
          const fresh = page.getElementById('result') || page.querySelector('.problem');
          if (fresh.id !== 'result') { result.replaceChildren(fresh); }
          else result.replaceWith(fresh);
          history.replaceState(null, '', address);
          // A kind may have choices of its own.
          const other = page.querySelector('form[data-auto]');
          const focused = document.activeElement && document.activeElement.name;
          if (other && other.elements.length !== form.elements.length) {
            form.replaceChildren(...other.childNodes);
            if (focused && form.elements[focused]) form.elements[focused].focus();
          }
        } catch { tell(say('Giaoban không phản hồi.', 'Giaoban does not respond.'), true); }
      };
      form.addEventListener('change', show);
      form.addEventListener('submit', (event) => { event.preventDefault(); show(); });
    }
    const copyPicture = async (button) => {
      try {
        const picture = fetch(button.dataset.copy).then((answer) => answer.blob());
        await navigator.clipboard.write([new ClipboardItem({'image/png': picture})]);
        tell(say('Đã chép hình; dán vào Word bằng Ctrl+V.', 'Copied; paste it with Ctrl+V.'));
      } catch { tell(say('Trình duyệt không cho chép; hãy tải PNG về.', 'The browser does not allow it; download the PNG.'), true); }
    };
    // What a choice has nothing to do with is not shown.
    for (const part of document.querySelectorAll('[data-when]')) {
      const field = part.closest('form').elements[part.dataset.when];
      const show = () => { part.hidden = !part.dataset.is.split(' ').includes(field.value); };
      field.addEventListener('change', show);
      show();
    }
    // An entry of a list goes one place up or down.
    const moveBy = (button) => {
      const item = button.closest('li');
      const other = button.dataset.step === '-1' ? item.previousElementSibling : item.nextElementSibling;
      if (other) { if (button.dataset.step === '-1') other.before(item); else other.after(item); }
      button.focus();
    };
    const sortBy = (button) => {
      const head = button.closest('th'), row = head.parentElement;
      const column = [...row.children].indexOf(head);
      const up = head.getAttribute('aria-sort') === 'descending';
      for (const other of row.children) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      const body = head.closest('table').tBodies[0];
      const compare = new Intl.Collator('vi', {numeric: true});
      const key = (line) => {
        const cell = line.children[column];
        return cell.dataset.value === undefined ? (head.classList.contains('number') ? null : cell.textContent) : Number(cell.dataset.value);
      };
      body.append(...[...body.rows].sort((first, second) => {
        const [left, right] = [key(first), key(second)];
        if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
        const way = typeof left === 'number' ? left - right : compare.compare(left, right);
        return up ? way : -way;
      }));
    };

    // Settings are checked while they are typed.
    for (const form of document.querySelectorAll('form[data-check]')) {
      let timer = 0;
      const faults = document.getElementById('faults');
      form.elements.text.addEventListener('input', () => {
        clearTimeout(timer);
        timer = setTimeout(async () => {
          try {
            const found = await send('POST', form.dataset.check, order(form), 'application/json');
            faults.replaceChildren(...found.map((text) => {
              const item = document.createElement('li');
              item.textContent = text;
              return item;
            }));
          } catch (error) { tell(error.message, true); }
        }, 400);
      });
    }

    // Long work, and what is changed elsewhere.
    const job = document.querySelector('[data-job]');
    if (job) {
      const look = async () => {
        try {
          const state = await (await fetch(job.dataset.job)).json();
          if (state.state !== 'running') return location.reload();
          const bar = job.querySelector('progress');
          if (state.total > 0) { bar.max = state.total; bar.value = state.done; }
          else { bar.removeAttribute('value'); }
          job.querySelector('.part').textContent = state.part;
          setTimeout(look, 500);
        } catch { setTimeout(look, 2000); }
      };
      setTimeout(look, 500);
    }
    const body = document.body;
    if (body.dataset.stampAddress) {
      const look = async () => {
        if (!document.hidden && !busy) {
          try {
            const answer = await fetch(body.dataset.stampAddress);
            if (answer.status === 401) return stale(say('Phiên làm việc đã hết hạn. ', 'The session has ended. '), say('Đăng nhập lại', 'Sign in again'));
            const {stamp} = await answer.json();
            if (stamp !== body.dataset.stamp && !busy) return stale();
          } catch { /* It may have been stopped; whatever is asked next says so. */ }
        }
        setTimeout(look, 900);
      };
      const stale = (text, act) => {
        const note = document.createElement('p');
        note.className = 'stale';
        note.setAttribute('role', 'status');
        note.textContent = text || say('Tệp của dự án vừa thay đổi. ', 'Files of the project have changed. ');
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'quiet';
        button.textContent = act || say('Tải lại trang', 'Reload the page');
        button.addEventListener('click', () => location.reload());
        note.append(button);
        document.querySelector('main').prepend(note);
      };
      setTimeout(look, 900);
    }
    })();
    """#
}

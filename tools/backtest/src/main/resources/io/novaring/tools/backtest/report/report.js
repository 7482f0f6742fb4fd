'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const NS = 'http://www.w3.org/2000/svg';
  const PAD = { left: 8, right: 70, top: 10, bottom: 22 };
  const full = [0, Math.max(data.spanUs, 1)];
  let view = full.slice();
  let cursor = null;
  const drawn = [];

  const make = (name, attributes, parent) => {
    const element = document.createElementNS(NS, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(element);
    return element;
  };

  const clock = (us, fine) => {
    const ms = data.baseMs + us / 1000;
    const text = new Date(ms).toISOString();
    return fine ? text.slice(0, 10) + ' ' + text.slice(11, 23) : text.slice(11, 19);
  };

  // As fine as the steps between labels are.
  const tick = (us, step) => {
    const text = new Date(data.baseMs + us / 1000).toISOString();
    if (step >= 86400e6) return text.slice(5, 10);
    if (step >= 60e6) return text.slice(11, 16);
    return text.slice(11, step >= 1e6 ? 19 : 23);
  };

  const number = (value) => {
    const size = Math.abs(value);
    const digits = size >= 1000 ? 1 : size >= 1 ? 3 : size === 0 ? 0 : 6;
    return value.toLocaleString('en-US', { maximumFractionDigits: digits });
  };

  const short = (value) => value.toLocaleString('en-US', { maximumSignificantDigits: 3 });

  const steps = (low, high, count) => {
    const raw = (high - low) / count || 1;
    const unit = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = [1, 2, 2.5, 5, 10].map((m) => m * unit).find((s) => s >= raw);
    const list = [];
    for (let v = Math.ceil(low / step) * step; v <= high + step * 1e-9; v += step) {
      list.push(Math.abs(v) < step * 1e-6 ? 0 : v);
    }
    return list;
  };

  const TIME_STEPS = [0.001, 0.01, 0.1, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200,
    14400, 21600, 43200, 86400, 172800, 604800].map((s) => s * 1e6);

  const timeSteps = (low, high, count) => {
    const raw = (high - low) / count;
    const step = TIME_STEPS.find((s) => s >= raw) || TIME_STEPS[TIME_STEPS.length - 1];
    const base = data.baseMs * 1000;
    const list = [];
    for (let t = Math.ceil((low + base) / step) * step - base; t <= high; t += step) list.push([t, step]);
    return list;
  };

  // Index of the last time not behind t, or -1.
  const before = (times, t) => {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle] <= t) low = middle + 1; else high = middle;
    }
    return low - 1;
  };

  const range = (chart, from, to) => {
    let low = Infinity;
    let high = -Infinity;
    const see = (v) => {
      if (v === null) return;
      if (v < low) low = v;
      if (v > high) high = v;
    };
    for (const [, value] of chart.bars || []) see(value);
    for (const one of chart.series) {
      const first = Math.max(0, before(one.t, from));
      for (let i = first; i < one.t.length && one.t[i] <= to; i++) see(one.v[i]);
    }
    for (const mark of chart.marks || []) {
      for (let i = Math.max(0, before(mark.t, from)); i < mark.t.length && mark.t[i] <= to; i++) {
        if (mark.t[i] >= from) see(mark.v[i]);
      }
    }
    if (chart.zero) see(0);
    if (low > high) return [0, 1];
    const room = (high - low) * (chart.bars ? 0.16 : 0.06) || Math.abs(high) * 0.001 || 1;
    return [low - room, high + room];
  };

  function draw(chart) {
    const svg = chart.svg;
    const width = svg.clientWidth || 600;
    const height = chart.height;
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.style.height = height + 'px';
    svg.replaceChildren();
    const [from, to] = chart.timed ? view : [0, chart.xMax];
    const [low, high] = range(chart, from, to);
    const x = (t) => PAD.left + (t - from) / (to - from) * (width - PAD.left - PAD.right);
    const y = (v) => height - PAD.bottom
      - (v - low) / (high - low) * (height - PAD.top - PAD.bottom);
    chart.x = x;
    chart.y = y;
    chart.time = (px) => from + (px - PAD.left) / (width - PAD.left - PAD.right) * (to - from);
    const right = width - PAD.right;
    for (const v of steps(low, high, Math.max(2, height / 38))) {
      make('line', { class: v === 0 ? 'zero' : 'grid', x1: PAD.left, x2: right, y1: y(v), y2: y(v) }, svg);
      make('text', { x: right + 8, y: y(v) + 4 }, svg).textContent = number(v);
    }
    if (chart.axis === 'bars') {
      bars(chart, x, y, width < 420 && chart.bars.length > 8 ? 3 : 1);
      return;
    }
    if (chart.axis === 'percentile') {
      for (const [at, label] of chart.ticks) {
        make('line', { class: 'grid', x1: x(at), x2: x(at), y1: PAD.top, y2: height - PAD.bottom }, svg);
        make('text', { x: x(at), y: height - 6, 'text-anchor': at === 0 ? 'start' : 'middle' }, svg).textContent = label;
      }
    } else {
      for (const [t, step] of timeSteps(from, to, Math.max(2, width / 120))) {
        make('line', { class: 'grid', x1: x(t), x2: x(t), y1: PAD.top, y2: height - PAD.bottom }, svg);
        if (x(t) > 28 && x(t) < right - 20) {
          make('text', { x: x(t), y: height - 6, 'text-anchor': 'middle' }, svg).textContent = tick(t, step);
        }
      }
    }
    const clip = 'clip-' + chart.id;
    const box = make('clipPath', { id: clip }, svg);
    make('rect', { x: PAD.left, y: 0, width: Math.max(1, right - PAD.left), height }, box);
    const inner = make('g', { 'clip-path': `url(#${clip})` }, svg);
    for (const one of chart.series) line(chart, one, inner, from, to);
    for (const mark of chart.marks || []) triangles(chart, mark, inner, from, to);
    if (chart.timed) chart.line = make('line', { class: 'cursor', y1: PAD.top, y2: height - PAD.bottom, visibility: 'hidden' }, svg);
    point(chart);
  }

  // One for each name; below zero is drawn from zero downwards.
  function bars(chart, x, y, every) {
    const wide = (x(1) - x(0)) * 0.62;
    const group = make('g', { class: 'bars', 'data-name': chart.id, 'data-count': chart.bars.length }, chart.svg);
    chart.bars.forEach(([name, value, note], i) => {
      const middle = x(i + 0.5);
      if (i % every === 0) {
        make('text', { x: middle, y: chart.height - 6, 'text-anchor': 'middle' }, chart.svg).textContent = name;
      }
      if (value === null) return;
      const rect = make('rect', {
        x: middle - wide / 2, width: wide, y: Math.min(y(0), y(value)), rx: 2,
        height: Math.max(1, Math.abs(y(value) - y(0))),
        fill: `var(--${(value >= 0) === (chart.good > 0) ? 'good' : 'bad'})`,
      }, group);
      make('title', {}, rect).textContent = name + ': ' + short(value) + ' ' + chart.unit + (note ? ', ' + note : '');
      if (chart.bars.length <= 8) {
        const above = value >= 0 ? y(value) - 5 : y(value) + 13;
        make('text', { class: 'value', x: middle, y: above, 'text-anchor': 'middle' }, chart.svg).textContent = short(value);
      }
    });
  }

  function line(chart, one, parent, from, to) {
    const first = Math.max(0, before(one.t, from));
    let path = '';
    let area = '';
    let start = null;
    let shown = 0;
    let last = first;
    const end = (px) => {
      if (start !== null && one.area) area += `V${chart.y(0).toFixed(1)}H${start}Z`;
      start = null;
      return px;
    };
    const add = (part) => {
      path += part;
      area += part;
    };
    for (let i = first; i < one.t.length; i++) {
      const px = chart.x(one.t[i]).toFixed(1);
      if (one.v[i] === null) {
        // Nothing from here on.
        if (start !== null) add(`H${px}`);
        end();
      } else {
        const py = chart.y(one.v[i]).toFixed(1);
        if (start === null) add(`M${start = px} ${py}`);
        else if (one.step) add(`H${px}V${py}`);
        else add(`L${px} ${py}`);
        shown++;
      }
      last = i;
      if (one.t[i] > to) break;
    }
    if (path === '') return;
    if (start !== null && one.step && one.t[last] < to && chart.timed) add(`H${chart.x(Math.min(to, full[1])).toFixed(1)}`);
    end();
    if (one.area) make('path', { d: area, fill: `var(--c${one.color})`, 'fill-opacity': 0.13 }, parent);
    make('path', {
      class: 'series', 'data-name': one.name, 'data-count': shown, d: path, fill: 'none',
      stroke: `var(--c${one.color})`, 'stroke-width': one.strong ? 2 : 1.3, 'stroke-linejoin': 'round',
    }, parent);
  }

  function triangles(chart, mark, parent, from, to) {
    const group = make('g', { class: 'marks', 'data-name': mark.name }, parent);
    let count = 0;
    let path = '';
    for (let i = Math.max(0, before(mark.t, from)); i < mark.t.length && mark.t[i] <= to; i++) {
      if (mark.t[i] < from) continue;
      const px = chart.x(mark.t[i]);
      const py = chart.y(mark.v[i]);
      const tip = mark.up ? 1 : -1;
      path += `M${px.toFixed(1)} ${py.toFixed(1)}l-4.5 ${9 * tip}h9Z`;
      count++;
    }
    group.setAttribute('data-count', count);
    make('path', { d: path, fill: `var(--${mark.tone})`, stroke: 'var(--card)', 'stroke-width': .6 }, group);
  }

  function point(chart) {
    const timed = chart.timed;
    const isShown = cursor !== null && timed && cursor >= view[0] && cursor <= view[1];
    if (chart.line) {
      chart.line.setAttribute('visibility', isShown ? 'visible' : 'hidden');
      if (isShown) {
        chart.line.setAttribute('x1', chart.x(cursor));
        chart.line.setAttribute('x2', chart.x(cursor));
      }
    }
    for (const mark of chart.marks || []) mark.shown.textContent = nearest(chart, mark, isShown);
    for (const one of chart.series) {
      const at = timed ? before(one.t, isShown ? cursor : view[1]) : one.t.length - 1;
      one.shown.textContent = one.name + (at < 0 || one.v[at] === null ? '' : ' ' + number(one.v[at]) + (chart.unit ? ' ' + chart.unit : ''));
    }
  }

  // Of a mark near the cursor its price and amount, else how many there are.
  function nearest(chart, mark, isShown) {
    if (isShown && mark.t.length > 0) {
      const at = Math.max(0, before(mark.t, cursor));
      const next = Math.min(at + 1, mark.t.length - 1);
      const best = Math.abs(mark.t[next] - cursor) < Math.abs(mark.t[at] - cursor) ? next : at;
      if (Math.abs(chart.x(mark.t[best]) - chart.x(cursor)) < 7) {
        return `${mark.name} ${number(mark.a[best])} at ${number(mark.v[best])}`;
      }
    }
    return mark.name + ' ' + mark.count.toLocaleString('en-US');
  }

  function points() {
    drawn.forEach(point);
    document.getElementById('when').textContent = cursor === null
      ? clock(view[0], true) + ' to ' + clock(view[1], true) + ' UTC'
      : clock(cursor, true) + ' UTC';
  }

  let isWaiting = false;
  function redraw() {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      drawn.forEach(draw);
      points();
    });
  }

  function show(from, to) {
    const least = Math.min(1000, full[1]);
    const span = Math.min(full[1], Math.max(least, to - from));
    const start = Math.min(Math.max(0, from), full[1] - span);
    view = [start, start + span];
    document.body.dataset.view = view.map(Math.round).join(' ');
    redraw();
  }

  function zoom(factor, at) {
    const middle = at === undefined ? (cursor !== null ? cursor : (view[0] + view[1]) / 2) : at;
    show(middle - (middle - view[0]) * factor, middle + (view[1] - middle) * factor);
  }

  const pan = (share) => show(view[0] + (view[1] - view[0]) * share, view[1] + (view[1] - view[0]) * share);

  function listen(chart) {
    const svg = chart.svg;
    let down = null;
    let box = null;
    const time = (event) => chart.time(event.clientX - svg.getBoundingClientRect().left);
    svg.addEventListener('pointermove', (event) => {
      cursor = Math.min(view[1], Math.max(view[0], time(event)));
      if (down !== null && box) {
        const a = chart.x(Math.min(down, cursor));
        box.setAttribute('x', a);
        box.setAttribute('width', Math.max(0, chart.x(Math.max(down, cursor)) - a));
      }
      points();
    });
    svg.addEventListener('pointerleave', () => { if (down === null) { cursor = null; points(); } });
    svg.addEventListener('pointerdown', (event) => {
      if (event.pointerType === 'touch' || event.button !== 0) return;
      down = time(event);
      svg.setPointerCapture(event.pointerId);
      box = make('rect', { class: 'select', y: PAD.top, height: chart.height - PAD.top - PAD.bottom, x: chart.x(down), width: 0 }, svg);
    });
    svg.addEventListener('pointerup', (event) => {
      if (down === null) return;
      const up = time(event);
      const moved = Math.abs(chart.x(up) - chart.x(down));
      if (box) box.remove();
      if (moved > 6) show(Math.min(down, up), Math.max(down, up));
      down = null;
    });
    svg.addEventListener('wheel', (event) => {
      if (!event.ctrlKey && !event.shiftKey && Math.abs(event.deltaX) < Math.abs(event.deltaY) && !svg.matches(':focus')) return;
      event.preventDefault();
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(event.deltaX / 800);
      else zoom(Math.exp(event.deltaY / 400), time(event));
    }, { passive: false });
    svg.addEventListener('dblclick', () => show(full[0], full[1]));
    svg.addEventListener('keydown', (event) => {
      const step = (view[1] - view[0]) / 100;
      const keys = {
        '+': () => zoom(.5), '=': () => zoom(.5), '-': () => zoom(2), '0': () => show(full[0], full[1]),
        ArrowLeft: () => (event.shiftKey ? pan(-.2) : move(-step)),
        ArrowRight: () => (event.shiftKey ? pan(.2) : move(step)),
        Escape: () => { cursor = null; points(); },
      };
      if (keys[event.key]) {
        event.preventDefault();
        keys[event.key]();
      }
    });
  }

  function move(step) {
    const start = cursor === null ? (view[0] + view[1]) / 2 : cursor;
    cursor = Math.min(view[1], Math.max(view[0], start + step));
    points();
  }

  const host = document.getElementById('charts');
  for (const chart of data.charts) {
    chart.timed = !chart.axis;
    const figure = document.createElement('figure');
    if (chart.half) figure.className = 'half';
    const caption = document.createElement('figcaption');
    const title = document.createElement('b');
    title.textContent = chart.title;
    caption.appendChild(title);
    for (const one of chart.series.concat(chart.marks || [])) {
      const key = document.createElement('span');
      key.className = 'key';
      const swatch = document.createElement('i');
      if (one.tone) {
        swatch.className = one.up ? 'up' : 'down';
        swatch.style.color = `var(--${one.tone})`;
      } else {
        swatch.style.background = `var(--c${one.color})`;
      }
      one.shown = document.createElement('span');
      one.shown.textContent = one.name;
      key.append(swatch, one.shown);
      caption.appendChild(key);
    }
    if (chart.note) {
      const note = document.createElement('span');
      note.className = 'key';
      note.textContent = chart.note;
      caption.appendChild(note);
    }
    const svg = make('svg', { role: 'img', tabindex: chart.timed ? '0' : '-1', 'aria-label': chart.label, id: 'chart-' + chart.id });
    figure.append(caption, svg);
    host.appendChild(figure);
    chart.svg = svg;
    drawn.push(chart);
    if (chart.timed) listen(chart);
  }
  document.getElementById('in').addEventListener('click', () => zoom(.5));
  document.getElementById('out').addEventListener('click', () => zoom(2));
  document.getElementById('left').addEventListener('click', () => pan(-.25));
  document.getElementById('right').addEventListener('click', () => pan(.25));
  document.getElementById('all').addEventListener('click', () => show(full[0], full[1]));
  if (drawn.some((chart) => chart.timed)) document.body.dataset.timed = 'yes';
  new ResizeObserver(redraw).observe(host);
  // A link may name what is to be seen, in microseconds from the first event: #view=FROM,TO
  const asked = /^#view=(\d+),(\d+)$/.exec(location.hash);
  if (asked) show(Number(asked[1]), Number(asked[2])); else show(full[0], full[1]);
})();

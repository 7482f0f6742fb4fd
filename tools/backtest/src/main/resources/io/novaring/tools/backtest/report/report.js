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

  const number = (value) => {
    const size = Math.abs(value);
    const digits = size >= 1000 ? 1 : size >= 1 ? 3 : size === 0 ? 0 : 6;
    return value.toLocaleString('en-US', { maximumFractionDigits: digits });
  };

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
    for (let t = Math.ceil((low + base) / step) * step - base; t <= high; t += step) list.push(t);
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
    const see = (v) => { if (v < low) low = v; if (v > high) high = v; };
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
    const room = (high - low) * 0.06 || Math.abs(high) * 0.001 || 1;
    return [low - room, high + room];
  };

  function draw(chart) {
    const svg = chart.svg;
    const width = svg.clientWidth || 600;
    const height = chart.height;
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.style.height = height + 'px';
    svg.replaceChildren();
    const [from, to] = chart.axis === 'percentile' ? [0, chart.xMax] : view;
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
    if (chart.axis === 'percentile') {
      for (const [at, label] of chart.ticks) {
        make('line', { class: 'grid', x1: x(at), x2: x(at), y1: PAD.top, y2: height - PAD.bottom }, svg);
        make('text', { x: x(at), y: height - 6, 'text-anchor': at === 0 ? 'start' : 'middle' }, svg).textContent = label;
      }
    } else {
      for (const t of timeSteps(from, to, Math.max(2, width / 130))) {
        make('line', { class: 'grid', x1: x(t), x2: x(t), y1: PAD.top, y2: height - PAD.bottom }, svg);
        if (x(t) > 28 && x(t) < right - 20) {
          make('text', { x: x(t), y: height - 6, 'text-anchor': 'middle' }, svg).textContent = clock(t);
        }
      }
    }
    const clip = 'clip-' + chart.id;
    const box = make('clipPath', { id: clip }, svg);
    make('rect', { x: PAD.left, y: 0, width: Math.max(1, right - PAD.left), height }, box);
    const inner = make('g', { 'clip-path': `url(#${clip})` }, svg);
    for (const one of chart.series) line(chart, one, inner, from, to);
    for (const mark of chart.marks || []) triangles(chart, mark, inner, from, to);
    chart.line = make('line', { class: 'cursor', y1: PAD.top, y2: height - PAD.bottom, visibility: 'hidden' }, svg);
    point(chart);
  }

  function line(chart, one, parent, from, to) {
    const first = Math.max(0, before(one.t, from));
    let path = '';
    let last = null;
    let shown = 0;
    for (let i = first; i < one.t.length; i++) {
      const px = chart.x(one.t[i]).toFixed(1);
      const py = chart.y(one.v[i]).toFixed(1);
      if (last === null) path += `M${px} ${py}`;
      else if (one.step) path += `H${px}V${py}`;
      else path += `L${px} ${py}`;
      last = i;
      shown++;
      if (one.t[i] > to) break;
    }
    if (last === null) return;
    if (one.step && one.t[last] < to && chart.axis !== 'percentile') path += `H${chart.x(Math.min(to, full[1])).toFixed(1)}`;
    if (one.area) {
      make('path', { d: path + `V${chart.y(0).toFixed(1)}H${chart.x(Math.max(one.t[first], from)).toFixed(1)}Z`, fill: 'var(--fill)' }, parent);
    }
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
    const timed = chart.axis !== 'percentile';
    const isShown = cursor !== null && timed && cursor >= view[0] && cursor <= view[1];
    if (chart.line) {
      chart.line.setAttribute('visibility', isShown ? 'visible' : 'hidden');
      if (isShown) {
        chart.line.setAttribute('x1', chart.x(cursor));
        chart.line.setAttribute('x2', chart.x(cursor));
      }
    }
    for (const one of chart.series) {
      const at = timed ? before(one.t, isShown ? cursor : view[1]) : one.t.length - 1;
      one.shown.textContent = one.name + (at < 0 ? '' : ' ' + number(one.v[at]) + (chart.unit ? ' ' + chart.unit : ''));
    }
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
    const figure = document.createElement('figure');
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
      one.shown.textContent = one.name + (one.tone ? ' ' + one.count : '');
      key.append(swatch, one.shown);
      caption.appendChild(key);
    }
    const svg = make('svg', { role: 'img', tabindex: '0', 'aria-label': chart.label, id: 'chart-' + chart.id });
    figure.append(caption, svg);
    host.appendChild(figure);
    chart.svg = svg;
    drawn.push(chart);
    if (chart.axis !== 'percentile') listen(chart);
  }
  document.getElementById('in').addEventListener('click', () => zoom(.5));
  document.getElementById('out').addEventListener('click', () => zoom(2));
  document.getElementById('left').addEventListener('click', () => pan(-.25));
  document.getElementById('right').addEventListener('click', () => pan(.25));
  document.getElementById('all').addEventListener('click', () => show(full[0], full[1]));
  new ResizeObserver(redraw).observe(host);
  // A link may name what is to be seen, in microseconds from the first event: #view=FROM,TO
  const asked = /^#view=(\d+),(\d+)$/.exec(location.hash);
  if (asked) show(Number(asked[1]), Number(asked[2])); else show(full[0], full[1]);
})();

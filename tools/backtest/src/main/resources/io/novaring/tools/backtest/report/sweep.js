'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const NS = 'http://www.w3.org/2000/svg';
  const svg = document.getElementById('scatter');
  const table = document.getElementById('runs');
  const choices = ['x', 'y', 'tone'].map((id) => document.getElementById(id));
  let sorted = { column: data.parameters, down: true };

  const value = (row, column) => {
    const text = row[column];
    const number = text === '' ? NaN : Number(text);
    return Number.isNaN(number) ? null : number;
  };

  const compare = (a, b) => {
    const x = value(a, sorted.column);
    const y = value(b, sorted.column);
    if (x === null && y === null) {
      const order = a[sorted.column].localeCompare(b[sorted.column]);
      return sorted.down ? -order : order;
    }
    if (x === null || y === null) return x === null ? 1 : -1;
    return sorted.down ? y - x : x - y;
  };

  const make = (name, attributes, text) => {
    const element = document.createElementNS(NS, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (text !== undefined) element.textContent = text;
    svg.appendChild(element);
    return element;
  };

  const shorten = (text) => {
    const number = text === '' ? NaN : Number(text);
    return Number.isNaN(number) ? text : number.toLocaleString('en-US', { maximumSignificantDigits: 7 });
  };

  function fill() {
    const head = document.createElement('thead');
    const names = head.insertRow();
    data.names.forEach((name, column) => {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.className = 'n';
      const isSorted = column === sorted.column;
      cell.setAttribute('aria-sort', isSorted ? (sorted.down ? 'descending' : 'ascending') : 'none');
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = name + (isSorted ? (sorted.down ? ' ↓' : ' ↑') : '');
      button.addEventListener('click', () => {
        // Most first, but words from the beginning of the alphabet.
        const isNumber = data.rows.some((row) => value(row, column) !== null);
        sorted = { column, down: isSorted ? !sorted.down : isNumber };
        fill();
        table.querySelectorAll('th button')[column].focus();
      });
      cell.appendChild(button);
      names.appendChild(cell);
    });
    const body = document.createElement('tbody');
    for (const row of data.rows.slice().sort(compare)) {
      const line = body.insertRow();
      for (const text of row) {
        const cell = line.insertCell();
        cell.className = 'n';
        cell.textContent = shorten(text);
      }
    }
    table.replaceChildren(head, body);
  }

  function scatter() {
    const [x, y, tone] = choices.map((choice) => Number(choice.value));
    const width = svg.clientWidth || 600;
    const height = 320;
    const pad = { left: 70, right: 16, top: 12, bottom: 30 };
    svg.replaceChildren();
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.style.height = height + 'px';
    const points = data.rows
      .map((row) => [value(row, x), value(row, y), value(row, tone), row])
      .filter((point) => point[0] !== null && point[1] !== null);
    document.getElementById('caption').textContent = points.length + ' of ' + data.rows.length
      + ' runs have both figures; a darker point has more ' + data.names[tone];
    if (points.length === 0) return;
    const span = (at) => {
      const all = points.map((point) => point[at]).filter((one) => one !== null);
      return all.length === 0 ? [0, 1] : [Math.min(...all), Math.max(...all)];
    };
    const scale = ([low, high], from, to) => (v) => from + (high === low ? .5 : (v - low) / (high - low)) * (to - from);
    const [xs, ys, tones] = [span(0), span(1), span(2)];
    const toX = scale(xs, pad.left + 8, width - pad.right - 8);
    const toY = scale(ys, height - pad.bottom - 8, pad.top + 8);
    const strength = scale(tones, .2, 1);
    for (let i = 0; i <= 4; i++) {
      const vx = xs[0] + (xs[1] - xs[0]) * i / 4;
      const vy = ys[0] + (ys[1] - ys[0]) * i / 4;
      make('line', { class: 'grid', x1: pad.left, x2: width - pad.right, y1: toY(vy), y2: toY(vy) });
      make('text', { x: pad.left - 8, y: toY(vy) + 4, 'text-anchor': 'end' }, shorten(String(Number(vy.toPrecision(4)))));
      make('text', { x: toX(vx), y: height - 8, 'text-anchor': 'middle' }, shorten(String(Number(vx.toPrecision(4)))));
    }
    for (const point of points) {
      const dot = make('circle', {
        class: 'run', cx: toX(point[0]), cy: toY(point[1]), r: 5, fill: 'var(--c0)', stroke: 'var(--c0)',
        'fill-opacity': point[2] === null ? 0 : strength(point[2]),
      });
      const title = document.createElementNS(NS, 'title');
      title.textContent = data.names.map((name, i) => name + ' ' + shorten(point[3][i])).join('\n');
      dot.appendChild(title);
    }
  }

  const preset = [0, data.parameters, Math.min(1, Math.max(0, data.parameters - 1))];
  choices.forEach((choice, i) => {
    data.names.forEach((name, column) => choice.add(new Option(name, column)));
    choice.value = String(Math.min(preset[i], data.names.length - 1));
    choice.addEventListener('change', scatter);
  });
  fill();
  new ResizeObserver(scatter).observe(svg.parentElement);
  scatter();
})();

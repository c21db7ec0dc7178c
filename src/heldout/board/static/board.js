// Makes tables sortable and filterable, and tells times in the reader's zone. Pages work without it.
"use strict";
(() => {
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const status = make("p", { className: "unseen" });
  status.setAttribute("role", "status");
  document.body.append(status);
  const say = (text) => { status.textContent = text; };

  // What a cell is sorted by; null where it has nothing to compare, which stays at the end.
  const READ = {
    text: (cell) => plain(cell.textContent.trim()),
    time: (cell) => Date.parse(cell.querySelector("time")?.dateTime) || null,
    number: (cell) => {
      const number = parseFloat(cell.textContent.replace(/[#,\s]/g, ""));
      return Number.isNaN(number) ? null : number;
    },
  };
  const compare = (a, b) => (typeof a === "string" ? words.compare(a, b) : a - b);

  function sort(table, heading, direction) {
    const read = READ[heading.dataset.sort];
    const body = table.tBodies[0];
    const sign = direction === "ascending" ? 1 : -1;
    const rows = Array.from(body.rows, (row) => [read(row.cells[heading.cellIndex]), row]);
    rows.sort(([a], [b]) => (a === null || b === null ? (a === null) - (b === null) : sign * compare(a, b)));
    body.append(...rows.map(([, row]) => row));
    for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", direction);
    say(`Sorted by ${heading.textContent.trim()}, ${direction}`);
  }

  function makeSortable(table) {
    for (const heading of table.tHead.rows[0].cells) {
      if (!heading.dataset.sort) continue;
      const button = make("button", { type: "button" });
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const now = heading.getAttribute("aria-sort");
        const first = heading.dataset.first || "ascending";
        const other = now === "ascending" ? "descending" : "ascending";
        sort(table, heading, now ? other : first);
      });
    }
  }

  function makeFilterable(table) {
    const tools = document.querySelector(`[data-tools="${table.id}"]`);
    const rows = Array.from(table.tBodies[0].rows);
    const what = table.dataset.filterable;
    const input = make("input", { type: "search", id: "p_filter", autocomplete: "off", spellcheck: false });
    const count = make("output", { htmlFor: "p_filter" });
    tools.append(make("label", { htmlFor: "p_filter", textContent: `Filter ${what}` }), input, count);
    let texts;

    function filter() {
      // Read once, and only when somebody asks.
      texts ??= rows.map((row) => plain((row.querySelector("th") ?? row).textContent));
      const wanted = plain(input.value).split(/\s+/);
      let shown = 0;
      rows.forEach((row, place) => {
        const fits = wanted.every((word) => texts[place].includes(word));
        if (row.hidden === fits) row.hidden = !fits;
        shown += fits;
      });
      const asked = input.value.trim() !== "";
      count.textContent = asked ? `${shown} of ${rows.length}` : "";
      say(asked ? `${shown} of ${rows.length} ${what} shown` : `All ${rows.length} ${what} shown`);
    }

    function fromAddress() {
      const match = /^#q=(.*)$/.exec(location.hash);
      if (!match) return;
      try { input.value = decodeURIComponent(match[1]); } catch { return; }
      filter();
    }

    let waiting;
    input.addEventListener("input", () => {
      filter();
      // Browsers refuse to change the address at every key.
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const text = input.value.trim();
        history.replaceState(null, "", text ? `#q=${encodeURIComponent(text)}` : location.pathname + location.search);
      }, 300);
    });
    addEventListener("hashchange", fromAddress);
    fromAddress();
  }

  function tellTimes() {
    const here = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
    for (const time of document.querySelectorAll("time[datetime*=T]")) {
      time.title = `${here.format(new Date(time.dateTime))}, your time`;
    }
  }

  for (const table of document.querySelectorAll("table[data-sortable]")) makeSortable(table);
  for (const table of document.querySelectorAll("table[data-filterable]")) makeFilterable(table);
  tellTimes();
})();

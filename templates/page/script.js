"use strict";
(function () {
  document.documentElement.classList.add("scripted");
  const form = document.querySelector(".filter");
  const shown = form.querySelector("output");
  // What the verdicts of one cause share: the clause, the words, the owner unless each has its own.
  const causes = Array.from(document.querySelectorAll("#results article")).map(function (article) {
    const list = article.querySelector(".those");
    const said = Array.from(article.children).filter(function (one) { return one !== list; });
    const clause = article.closest(".clause").querySelector("h4");
    const text = [clause].concat(said).map(function (one) { return one.textContent; }).join(" ");
    const items = Array.from(list.children).map(function (one) {
      return { node: one, text: (text + " " + one.textContent).toLowerCase() };
    });
    return { node: article, items: items };
  });
  function fits(cause, one, wanted) {
    const owner = one.node.dataset.owner || cause.node.dataset.owner;
    return (!wanted.owner || owner === wanted.owner) &&
      wanted.words.every(function (word) { return one.text.includes(word); });
  }
  function show(cause, wanted) {
    const meant = (!wanted.status || cause.node.dataset.status === wanted.status) &&
      (!wanted.policy || cause.node.dataset.policy === wanted.policy);
    let count = 0;
    cause.items.forEach(function (one) {
      one.node.hidden = !(meant && fits(cause, one, wanted));
      count += one.node.hidden ? 0 : 1;
    });
    cause.node.hidden = count === 0;
    return count;
  }
  function filter() {
    const wanted = {
      status: form.status.value,
      policy: form.policy.value,
      owner: form.owner.value,
      words: form.words.value.toLowerCase().split(/\s+/).filter(Boolean)
    };
    let count = 0, all = 0;
    causes.forEach(function (cause) {
      count += show(cause, wanted);
      all += cause.items.length;
    });
    document.querySelectorAll("#results .clause, #results .status").forEach(function (part) {
      part.hidden = !part.querySelector("article:not([hidden])");
    });
    shown.textContent = shown.dataset.words.replace("{shown}", count).replace("{all}", all);
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  filter();
  // A link into what the filter hides takes the filter away first.
  function uncover() {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    if (target && target.closest("[hidden]")) {
      form.reset();
      filter();
      target.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", uncover);
  // On paper nothing can be unfolded.
  const folded = Array.from(document.querySelectorAll("details:not([open])"));
  window.addEventListener("beforeprint", function () { folded.forEach(function (one) { one.open = true; }); });
  window.addEventListener("afterprint", function () { folded.forEach(function (one) { one.open = false; }); });
  // The statuses, worst first, stand at the table; a cell without one comes last.
  function rank(cell) {
    const order = cell.closest("table").dataset.sortable.trim().split(" ");
    const found = order.indexOf(cell.className);
    return found < 0 ? order.length : found;
  }
  function key(row, column) {
    const cell = row.children[column];
    return column === 0 ? cell.textContent.trim() : rank(cell);
  }
  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    const heads = Array.from(table.tHead.rows[0].children);
    heads.forEach(function (head, column) {
      head.querySelector("button").addEventListener("click", function () {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (one) { one.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = Array.from(table.tBodies[0].rows);
        rows.sort(function (one, other) {
          const a = key(one, column), b = key(other, column);
          const order = column === 0 ? a.localeCompare(b, document.documentElement.lang) : a - b;
          return down ? -order : order;
        });
        table.tBodies[0].append.apply(table.tBodies[0], rows);
      });
    });
  });
}());

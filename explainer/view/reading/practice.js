// Practice questions one at a time: verdict in view, progress, a topic, results by topic with what to read next.
// The questions are on the page already, whole, and are printed whole; an answer is marked by page_tools.js.
// What was answered is a text with one letter for each question, "-" for none: short enough for a link.
const NONE = "-";
const LETTERS = "abcde";

/** The letters of the answers as a text without what is open at its end; "none" if all are. */
export const written = (letters) => letters.join("").replace(/-+$/, "") || "none";

/** The letters of a text that may be anybody's, one for each question. */
export const read = (text, sizes) => sizes.map((size, i) => {
  const place = text === "none" ? -1 : LETTERS.indexOf(text?.[i] ?? NONE);
  return place >= 0 && place < size ? LETTERS[place] : NONE;
});

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const place = parentElement.querySelector(".ec-practice-place");
  if (place && place.markup !== data.markup) {
    place.markup = data.markup;
    place.innerHTML = data.markup;
  }
  const root = parentElement.querySelector(".ec-practice");
  if (root.practice) {
    root.practice(data);
    return;
  }
  const words = JSON.parse(root.dataset.words);
  const topics = JSON.parse(root.dataset.topics);
  const all = [...root.querySelectorAll(".ec-ask")];
  const choices = (question) => [...question.querySelectorAll("button[data-option]")];
  const sizes = all.map((one) => choices(one).length);
  const fill = (text, values) => text.replace(/\[(\w+)\]/g, (_, name) => values[name] ?? "");
  const make = (tag, text = "", attributes = {}) => {
    const element = document.createElement(tag);
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  let letters = read("none", sizes);
  let topic = "all";
  let now = 0; // among those of the topic; beyond the last one: the results
  const sent = [];

  const shown = () => all.filter((one) => topic === "all" || one.dataset.topic === topic);
  const letter = (question) => letters[all.indexOf(question)];
  const asked = (question) => choices(question).length > 0;
  const chosen = (question) => choices(question)[LETTERS.indexOf(letter(question))];
  const isRight = (question) => chosen(question)?.dataset.option === question.dataset.right;
  const score = (questions) => {
    const counted = questions.filter(asked);
    const done = counted.filter(chosen);
    return { total: counted.length, done: done.length, right: done.filter(isRight).length };
  };

  const bar = make("div", "", { class: "ec-practice-bar" });
  const label = make("label", words.topics);
  const select = make("select");
  for (const { name, title } of [{ name: "all", title: words.all }, ...topics]) select.append(make("option", title, { value: name }));
  label.append(select);
  const progress = make("progress", "", { "aria-hidden": "true" });
  const told = make("p", "", { class: "ec-note" });
  bar.append(label, told, progress);
  root.querySelector(".ec-exam").before(bar);

  const steps = make("p", "", { class: "ec-tools ec-practice-steps" });
  const [back, onward, toResults] = ["previous", "next", "results"].map((name) => {
    const button = make("button", words[name], { type: "button", class: name === "next" ? "ec-button" : "ec-tool" });
    steps.append(button);
    return button;
  });
  const results = make("section", "", { class: "ec-results", tabindex: "-1" });
  root.querySelector(".ec-exam").after(results, steps);
  root.classList.add("ec-stepped");

  const row = ({ name, title, href, page }) => {
    const { total, done, right } = score(all.filter((one) => one.dataset.topic === name));
    const line = make("tr");
    line.append(make("th", title, { scope: "row" }));
    const mark = make("td", done ? fill(words.of, { right, total }) : words.open);
    if (done) mark.append(make("meter", "", { min: 0, max: total, value: right, "aria-hidden": "true" }));
    const onto = make("td");
    if (right < total) onto.append(make("a", page, { href, class: "ec-go" }));
    else onto.textContent = words.known;
    line.append(mark, onto);
    return line;
  };
  const showResults = () => {
    const questions = shown();
    const { total, done, right } = score(questions);
    results.replaceChildren(make("h2", done ? fill(words.score, { right, total }) : words.nothing));
    if (done && done < total) results.append(make("p", fill(words.left, { left: total - done })));
    const table = make("table", "", { class: "ec-score" });
    table.append(make("caption", words.by_topic));
    const head = make("tr");
    head.append(...["topics", "hits", "reread"].map((name) => make("th", words[name], { scope: "col" })));
    const listed = topics.filter(({ name }) => topic === "all" || name === topic);
    table.append(make("thead"), make("tbody"));
    table.tHead.append(head);
    table.tBodies[0].append(...listed.map(row));
    const box = make("div", "", { class: "ec-table" });
    box.append(table);
    const clear = make("button", words.clear, { type: "button", class: "ec-tool" });
    clear.addEventListener("click", () => {
      letters = letters.map((one, i) => (questions.includes(all[i]) ? NONE : one));
      questions.forEach(unmark);
      go(0);
      tell();
    });
    const tools = make("p", "", { class: "ec-tools" });
    tools.append(clear);
    results.append(box, make("p", words.kept, { class: "ec-note" }), tools);
  };

  const unmark = (question) => {
    delete question.dataset.answered;
    for (const one of choices(question)) {
      one.setAttribute("aria-pressed", "false");
      one.classList.remove("ec-right", "ec-wrong");
    }
    const verdict = question.querySelector(".ec-verdict");
    if (verdict) verdict.textContent = "";
    question.querySelector(".ec-because")?.setAttribute("hidden", "");
  };

  const show = () => {
    const questions = shown();
    const over = now >= questions.length;
    const { total, done, right } = score(questions);
    for (const one of all) {
      const number = questions.indexOf(one);
      one.classList.toggle("ec-now", number === now);
      one.classList.toggle("ec-out", number < 0);
      const where = one.querySelector(".ec-place");
      if (number >= 0) where.textContent = fill(words.number, { number: number + 1, total: questions.length });
    }
    for (const line of root.querySelectorAll(".ec-exam-key li")) {
      line.classList.toggle("ec-out", topic !== "all" && line.dataset.topic !== topic);
    }
    select.value = topic;
    told.textContent = fill(words.progress, { done, total, right });
    progress.max = Math.max(1, total);
    progress.value = done;
    results.hidden = !over;
    if (over) showResults();
    back.hidden = now === 0;
    onward.hidden = over;
    onward.textContent = now === questions.length - 1 ? words.results : words.next;
    toResults.hidden = over || now === questions.length - 1;
  };
  // Another question begins at its top, with what was chosen and how far one has got above it.
  const go = (number) => {
    now = Math.max(0, Math.min(number, shown().length));
    show();
    bar.scrollIntoView({ block: "start" });
    (shown()[now] ?? results).focus({ preventScroll: true });
  };
  const tell = () => {
    const value = { answers: written(letters), topic };
    sent.push(JSON.stringify(value));
    setTriggerValue("answered", value);
  };
  const mark = (question) => {
    const button = chosen(question);
    if (button) window.entreCanales.answer(button);
    else if (asked(question)) unmark(question);
  };

  root.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-option]");
    if (!button) return;
    const question = button.closest(".ec-ask");
    letters[all.indexOf(question)] = LETTERS[choices(question).indexOf(button)];
    mark(question);
    show();
    steps.scrollIntoView({ block: "nearest" });
    question.querySelector(".ec-verdict").scrollIntoView({ block: "nearest" });
    tell();
  });
  select.addEventListener("change", () => {
    topic = select.value;
    now = 0;
    show();
    tell();
  });
  back.addEventListener("click", () => go(now - 1));
  onward.addEventListener("click", () => go(now + 1));
  toResults.addEventListener("click", () => go(shown().length));

  // What a link says counts, unless it is what was told from here a moment ago.
  root.practice = ({ answers = "none", topic: wished = "all" }) => {
    const key = JSON.stringify({ answers, topic: wished });
    const known = sent.lastIndexOf(key);
    if (known >= 0) {
      sent.splice(0, known);
      return;
    }
    sent.splice(0, Infinity, key);
    letters = read(answers, sizes);
    topic = topics.some(({ name }) => name === wished) ? wished : "all";
    all.forEach(mark);
    const first = shown().findIndex((one) => asked(one) && !chosen(one));
    now = first < 0 && letters.some((one) => one !== NONE) ? shown().length : Math.max(0, first);
    show();
  };
  const begin = () => {
    if (window.entreCanales?.answer) root.practice(data);
    else setTimeout(begin, 20); // page_tools.js is put in after it
  };
  begin();
}

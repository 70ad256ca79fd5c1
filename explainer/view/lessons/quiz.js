// Six questions, twice. Everything is kept in this browser under one key and nowhere else; what
// is read back may be anything.
export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".ec-questions");
  const { questions, words, sure, store } = data;

  // Where the browser refuses storage (a school's policy, a page inside another site), the answers
  // live as long as this document does, and the page says so.
  const memory = ((window.entreCanales ??= {}).kept ??= new Map());
  const keep = () => {
    const written = JSON.stringify(kept);
    memory.set(store, written);
    try {
      localStorage.setItem(store, written);
      return true;
    } catch {
      return false;
    }
  };
  const written = () => {
    try {
      return localStorage.getItem(store) ?? memory.get(store);
    } catch {
      return memory.get(store);
    }
  };
  const answered = (given) => (given && typeof given === "object" && !Array.isArray(given) ? given : {});
  const read = () => {
    try {
      const found = JSON.parse(written() ?? "{}");
      const round = ["before", "after", "result"].includes(found.round) ? found.round : "before";
      return { before: answered(found.before), after: answered(found.after), round };
    } catch {
      return { before: {}, after: {}, round: "before" };
    }
  };
  let kept = read();
  const lasting = keep();

  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const known = (answers) => questions.filter((one) => answers[one.id]?.answer);
  const whole = (answers) =>
    questions.every((one) => answers[one.id]?.answer && answers[one.id]?.sure);
  const right = (answers) =>
    questions.filter((one) => answers[one.id]?.answer === one.right).length;
  const fill = (text, values) => text.replace(/\[(\w+)\]/g, (_, name) => values[name] ?? "");

  const choices = (question, part, options, legend, answers) => {
    const group = make("fieldset", "", { class: `ec-${part}` });
    group.append(make("legend", legend));
    for (const [value, label] of options) {
      const line = make("label");
      const name = `${question.id}-${part}`;
      const input = make("input", "", { type: "radio", name, value });
      input.checked = answers[question.id]?.[part] === value;
      input.addEventListener("change", () => {
        answers[question.id] = { ...answers[question.id], [part]: value };
        keep();
        show();
        root.querySelector(`input[name="${name}"][value="${value}"]`)?.focus();
      });
      line.append(input, make("span", label));
      group.append(line);
    }
    return group;
  };

  const button = (label, act, quiet = false) => {
    const element = make("button", label, {
      type: "button",
      class: quiet ? "ec-button ec-button-quiet" : "ec-button",
    });
    element.addEventListener("click", () => {
      const before = kept.round;
      act();
      keep();
      show();
      if (kept.round !== before) top();
    });
    return element;
  };

  // Another round begins at its heading: with the score, or with the questions asked again.
  const top = () => {
    const heading = root.querySelector("h2");
    heading.tabIndex = -1;
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
  };

  // A round as six dots, filled for a right answer, and in words.
  const scored = (text, answers) => {
    const line = make("p", fill(text, { right: right(answers), total: questions.length }), { class: "ec-scored" });
    const dots = make("span", "", { "aria-hidden": "true" });
    for (const question of questions) dots.append(make("i", "", answers[question.id]?.answer === question.right ? { class: "ec-hit" } : {}));
    line.prepend(dots);
    return line;
  };

  const result = (panel) => {
    const total = questions.length;
    const levels = sure.map(([level]) => level);
    const confident = (answers) => questions.filter(
      (one) => levels.indexOf(answers[one.id]?.sure) === levels.length - 1).length;
    panel.append(make("h2", words.kept));
    panel.append(scored(words.result_before, kept.before), scored(words.result_after, kept.after));
    panel.append(make("p", fill(words.result_sure, {
      before: confident(kept.before), after: confident(kept.after), total,
    })));
    for (const question of questions) {
      const chosen = kept.after[question.id]?.answer;
      const verdict = chosen === question.right ? words.right : words.other;
      const best = question.options.find(([id]) => id === question.right)[1];
      const part = make("section", "", { class: "ec-card" });
      part.append(make("h3", question.title));
      part.append(make("p", fill(verdict, { answer: best })));
      part.append(make("p", question.because));
      panel.append(part);
    }
  };

  const show = () => {
    root.replaceChildren();
    if (!lasting) root.append(make("p", words.unkept, { class: "ec-problem", role: "note" }));
    const status = make("div", "", { role: "status" });
    if (kept.round === "result") {
      result(status);
      root.append(status, button(words.again, () => { kept.after = {}; kept.round = "after"; }));
    } else {
      const answers = kept[kept.round];
      root.append(make("h2", words[kept.round]));
      if (kept.round === "after" && known(kept.after).length === 0 && lasting) {
        root.append(make("p", words.later));
        if (data.start) {
          const onto = make("p");
          onto.append(make("a", data.start.label, { href: data.start.href, class: "ec-go ec-button" }));
          root.append(onto);
        }
      }
      for (const question of questions) {
        const part = make("section", "", { class: "ec-question" });
        part.append(choices(question, "answer", question.options, question.title, answers));
        part.append(choices(question, "sure", sure, words.sure, answers));
        root.append(part);
      }
      if (!whole(answers)) {
        const left = questions.length - known(answers).length;
        status.append(make("p", fill(words.missing, { left })));
      } else {
        status.append(button(words.see, () => {
          kept.round = kept.round === "before" ? "after" : "result";
        }));
      }
      root.append(status);
    }
    root.append(button(words.reset, () => {
      kept = { before: {}, after: {}, round: "before" };
    }, true));
  };
  show();
}

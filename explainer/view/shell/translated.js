// A browser that translates the page puts elements of its own (FONT) in the place of text nodes. The framework
// knows nothing of it: it removes, moves or rewrites nodes that are no longer there, and the page
// dies, or shows what is old. Here what happens to such a node happens to what stands in its place.
(() => {
  if (window.entreCanales?.translated) return;
  (window.entreCanales ??= {}).translated = true;
  const places = new WeakMap(); // text node → the element that stands in its place
  const taken = new WeakSet();

  const rewritten = new MutationObserver((records) => {
    for (const { target } of records) {
      const place = places.get(target);
      if (place?.isConnected && !target.isConnected) place.textContent = target.data;
    }
  });
  const replaced = new MutationObserver((records) => note(records));
  const note = (records) => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      for (const node of removedNodes) {
        if (node.nodeType !== Node.TEXT_NODE || node.isConnected || places.has(node)) continue;
        const place = [...addedNodes, previousSibling, nextSibling].find(
          (one) => one?.nodeName === "FONT" && one.isConnected && !taken.has(one),
        );
        if (!place) continue;
        places.set(node, place);
        taken.add(place);
        rewritten.observe(node, { characterData: true });
      }
    }
  };
  replaced.observe(document.documentElement, { childList: true, subtree: true });

  /** The child of `parent` that stands where `child` is taken to be, or null. */
  const standing = (parent, child) => {
    note(replaced.takeRecords());
    let found = places.get(child) ?? child;
    while (found && found.parentNode !== parent) found = found.parentNode;
    return found;
  };
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function (child) {
    if (child?.parentNode === this) return removeChild.call(this, child);
    const found = child && standing(this, child);
    if (found) (places.get(child) ?? child).remove();
    return child;
  };
  Node.prototype.insertBefore = function (node, before) {
    const here = before && before.parentNode !== this ? standing(this, before) : before;
    return insertBefore.call(this, node, here ?? null);
  };
})();

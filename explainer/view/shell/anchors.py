"""Jumping to a part of a page that is drawn after the address has been read."""

SCRIPT = """<script>
(() => {
  const id = decodeURIComponent(location.hash.slice(1) || window.entreCanalesAnchor || "");
  const part = id && document.getElementById(id);
  if (!part || window.entreCanalesPart === location.href) return;
  window.entreCanalesPart = location.href;
  window.entreCanalesAnchor = "";
  if (part.tagName === "DETAILS") part.open = true;
  part.querySelectorAll("details").forEach((inner) => { inner.open = true; });
  part.scrollIntoView();
  part.focus({ preventScroll: true });
})();
</script>"""

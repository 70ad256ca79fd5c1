"""Pages to read: comparison, evidence, glossary, guides, model, stories."""

"""How the site shows what the engine computes and what the content says."""

"""Charts: plain records in, a Plotly figure out."""

"""Charts, diagrams and tables: records in, a Plotly figure or a string out."""

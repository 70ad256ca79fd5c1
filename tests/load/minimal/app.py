"""The least that Streamlit can do: one slider and what it says (see `deploy/LOAD.md`)."""

import streamlit as st

value = st.slider("value", 0, 1_000_000, 0, key="dial")
st.write(f"{value} · {value * value}")

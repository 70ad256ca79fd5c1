"""What the other tests wait for is what Streamlit says."""

import re

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.visits import RUNS


def test_the_messages_that_are_counted_are_streamlit_s():
    script = RUNS.read_text(encoding="utf-8")
    numbers = {name: int(value) for name, value in re.findall(r"([A-Z]+) = (\d+)", script)}
    answer = ForwardMsg.DESCRIPTOR.fields_by_name
    assert numbers == {
        "ASK": BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number,
        "START": answer["new_session"].number,
        "END": answer["script_finished"].number,
        "AGAIN": ForwardMsg.FINISHED_EARLY_FOR_RERUN,
    }

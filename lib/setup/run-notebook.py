"""Executes one notebook on the tslab kernel through nbclient and writes what came of it as JSON.

usage: run-notebook.py NOTEBOOK RESULT_JSON [starter|solution [RECORDED]]

The result: {"cells": n, "failure": {"cell": number, "first": its first line, "why": text} or null, "outputs": what each
cell but those tagged `timing` showed, as text}.

tslab never sends `error`: a failed cell is text on stderr and a reply that is not ok. For 200 ms after one, queued
cells come back "aborted", which nbclient takes for passed. So each reply is looked at here, each check cell must have
printed its line that begins with the check mark, and the last cell the sentinel. In the state `starter` the checks of
the gaps, tagged `gap`, must say no, and nothing else may.
"""

import asyncio
import json
import os
import re
import sys
from queue import Empty

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

SENTINEL = "featlab:done"
LAST_WORDS = 0.3  # seconds


class Failure(Exception):
    """What the student would see, without the lines of the stack that are not theirs."""

    def __init__(self, why):
        lines = why.splitlines()
        super().__init__("\n".join(line for line in lines if not re.match(r"\s+at .*(node:|node_modules.tslab)", line)))


def tags(cell):
    return cell.metadata.get("tags", [])


def stream(cell, name):
    return "".join(o.text for o in cell.outputs if o.output_type == "stream" and o.name == name)


def printed(cell):
    shown = (o.get("data", {}).get("text/plain", "") for o in cell.outputs if o.output_type != "stream")
    return "\n".join([stream(cell, "stdout"), *("".join(text) for text in shown)])


def shown(cell):
    """All that the cell showed, pictures included, as one text; of a cell tagged `timing` nothing, for it never does twice."""
    if "timing" in tags(cell):
        return None
    streams = [stream(cell, name) for name in ("stdout", "stderr")]
    data = [json.dumps(o.data, sort_keys=True) for o in cell.outputs if o.output_type != "stream"]
    return "\n".join([*streams, *data])


def demand_refusal(cell, lines):
    """Raises Failure unless the check of an open gap says that it is open."""
    if not any(line.startswith("✗") for line in lines):
        raise Failure(f"the gap is open and its check does not say so; it printed: {printed(cell).strip()}")


def demand(cell, status, state):
    """Raises Failure unless the executed cell did all that its tags promise."""
    stderr = stream(cell, "stderr").strip()
    lines = [line.strip() for line in printed(cell).splitlines()]
    if status != "ok":
        raise Failure(f"status {status}: {stderr}")
    if stderr and "stderr-ok" not in tags(cell):
        raise Failure(f"text on stderr: {stderr}")
    if state == "starter" and "gap" in tags(cell):
        return demand_refusal(cell, lines)
    if "check" in tags(cell) and not any(line.startswith("✓") for line in lines):
        raise Failure(f"no line that begins with ✓; it printed: {printed(cell).strip()}")
    if any(line.startswith("✗") for line in lines):
        raise Failure(f"a check says no: {printed(cell).strip()}")
    if "sentinel" in tags(cell) and SENTINEL not in lines:
        raise Failure(f"the sentinel did not print {SENTINEL}; it printed: {printed(cell).strip()}")


class Listener:
    """Every text on stderr, with the request it belongs to: nbclient drops what comes after its cell is done."""

    def __init__(self, client):
        self.late = []
        self.numbers = {}
        channel = client.kc.iopub_channel
        self.get = channel.get_msg
        channel.get_msg = self.get_msg

    async def get_msg(self, *args, **kwargs):
        msg = await self.get(*args, **kwargs)
        if msg["header"]["msg_type"] == "stream" and msg["content"]["name"] == "stderr":
            self.late.append((msg["parent_header"].get("msg_id"), msg["content"]["text"]))
        return msg

    def demand(self, number, reply):
        """Raises Failure where an earlier cell wrote on stderr after it was done (such as a lost rejected promise)."""
        mine = reply["parent_header"]["msg_id"]
        self.numbers[mine] = number
        late, self.late = [said for said in self.late if said[0] != mine], []
        self.refuse(late)

    async def demand_silence(self):
        """The same for the last cell, which gets a moment."""
        try:
            while True:
                await self.get_msg(timeout=LAST_WORDS)
        except Empty:
            pass
        self.refuse(self.late)

    def refuse(self, late):
        for parent, text in late:
            raise Failure(f"cell {self.numbers.get(parent, 0)} wrote on stderr after it was done: {text.strip()}")


async def execute_cell(client, cell, index):
    replies = []
    client.on_cell_executed = lambda cell, cell_index, execute_reply: replies.append(execute_reply)
    try:
        await client.async_execute_cell(cell, index)
    except CellExecutionError:
        pass  # the reply and stderr say more
    except CellTimeoutError:
        raise Failure(f"not done within {client.timeout} s") from None
    except DeadKernelError:
        raise Failure("the kernel died") from None
    return replies[-1]


async def execute(client, cells, state, on_cell):
    async with client.async_setup_kernel():
        listener = Listener(client)
        for number, (index, cell) in enumerate(cells, 1):
            on_cell(number, cell)
            reply = await execute_cell(client, cell, index)
            demand(cell, reply["content"]["status"], state)
            listener.demand(number, reply)
        await listener.demand_silence()


def record(nb, file):
    """Writes the executed notebook: its outputs, and nothing of when or how long."""
    for cell in nb.cells:
        cell.metadata.pop("execution", None)
    nbformat.write(nb, file)


def run(notebook, state, recorded=None):
    nb = nbformat.read(notebook, as_version=4)
    cells = [(i, c) for i, c in enumerate(nb.cells) if c.cell_type == "code" and c.source.strip()]
    result = {"cells": len(cells), "failure": None, "outputs": []}
    now = {}

    def on_cell(number, cell):
        now.update(cell=number, first=cell.source.strip().splitlines()[0])

    try:
        if not cells or "sentinel" not in tags(cells[-1][1]):
            raise Failure("the last code cell has no tag `sentinel`")
        folder = os.path.dirname(os.path.abspath(notebook))
        client = NotebookClient(nb, kernel_name="tslab", timeout=120, resources={"metadata": {"path": folder}})
        asyncio.run(execute(client, cells, state, on_cell))
        if recorded:
            record(nb, recorded)
        result["outputs"] = [{"first": c.source.strip().splitlines()[0], "text": shown(c)} for _, c in cells]
    except Failure as failure:
        result["failure"] = {**now, "why": str(failure)}
    return result


if __name__ == "__main__":
    notebook, result_file, *rest = sys.argv[1:]
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    result = run(notebook, *(rest or ["solution"]))
    with open(result_file, "w", encoding="utf-8") as out:
        json.dump(result, out)

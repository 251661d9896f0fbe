"""Walks through one solved notebook on the kernel and makes a student's mistakes on the way.

usage: walk-mistakes.py NOTEBOOK MISTAKES_JSON RESULT_JSON

MISTAKES_JSON is a list in the order of the cells (notebooks/README.md has the form). Each mistake is made just before
its cell `at` would run; what the student then sees must contain `sees`. Then the walk goes on as if nothing had been:
every later cell must do what it promises, so no mistake is a dead end. On the way each cell is broken once (it throws;
a check or the sentinel says nothing), and run-notebook.py must not let that pass. The result: {"mistakes": [{"saw",
"failure" or null}], "broken": how many broken cells were refused, "failure": text or null}.
"""

import asyncio
import copy
import importlib.util
import json
import os
import sys

import nbformat
from nbclient import NotebookClient

spec = importlib.util.spec_from_file_location(
    "run_notebook", os.path.join(os.path.dirname(os.path.abspath(__file__)), "run-notebook.py")
)
runner = importlib.util.module_from_spec(spec)
spec.loader.exec_module(runner)

ABORTED = 0.3  # seconds: what is queued this soon after a failing cell is dropped


class Walk:
    def __init__(self, client, cells):
        self.client = client
        self.cells = cells
        self.names = [cell.id for _, cell in cells]

    async def run(self, name, edit=None):
        """Runs the cell as it stands, or edited, and answers all that it shows and whether it was ok."""
        index, cell = self.cells[self.names.index(name)]
        mine = copy.deepcopy(cell)
        for wrong in edit or []:
            if wrong[0] not in mine.source:
                raise runner.Failure(f"cell {name} has no {wrong[0]}: the mistake must be written anew")
            mine.source = mine.source.replace(*wrong)
        reply = await runner.execute_cell(self.client, mine, index)
        status = reply["content"]["status"]
        if status != "ok":
            await asyncio.sleep(ABORTED)
        return mine, reply, runner.printed(mine) + "\n" + runner.stream(mine, "stderr")

    async def restart(self):
        await self.client.km.restart_kernel(now=True)
        await self.client.kc.wait_for_ready(timeout=60)

    async def make(self, mistake):
        """Answers what the student sees last."""
        if mistake.get("restart"):
            await self.restart()
        saw = ""
        for number, name in enumerate(mistake.get("runs", [mistake["at"]])):
            _, _, saw = await self.run(name, mistake.get("edit") if number == 0 else None)
        return saw.strip()

    async def mend(self, mistake):
        """What the message, or the index, tells the student to run before they go on."""
        above = self.names[: self.names.index(mistake["at"])]
        for name in above if mistake.get("mends") == "above" else mistake.get("mends", []):
            await self.right(name)

    async def refuse_broken(self, name):
        """Raises Failure where a broken cell would pass for a right one. Answers how many ways of breaking it were refused."""
        _, cell = self.cells[self.names.index(name)]
        promises = {"check", "sentinel"} & set(runner.tags(cell))
        ways = [f"throw new Error('broken on purpose');\n{cell.source}", *(["0;"] if promises else [])]
        for source in ways:
            mine, reply, _ = await self.run(name, [[cell.source, source]])
            try:
                runner.demand(mine, reply["content"]["status"], "solution")
            except runner.Failure:
                continue
            raise runner.Failure(f"cell {name} passes though it is broken: {source.splitlines()[0]}")
        return len(ways)

    async def right(self, name):
        """Runs the cell and demands all that it promises."""
        cell, reply, _ = await self.run(name)
        runner.demand(cell, reply["content"]["status"], "solution")

    async def through(self, mistakes, done, refused):
        for name in self.names:
            refused(await self.refuse_broken(name))
            for number, mistake in enumerate(mistakes):
                if mistake["at"] == name:
                    saw = await self.make(mistake)
                    done(number, saw, mistake["sees"] in saw)
                    await self.mend(mistake)
            try:
                await self.right(name)
            except runner.Failure as failure:
                raise runner.Failure(f"cell {name}, after the mistakes before it: {failure}") from None


async def walk(notebook, mistakes, result):
    nb = nbformat.read(notebook, as_version=4)
    cells = [(i, c) for i, c in enumerate(nb.cells) if c.cell_type == "code"]
    folder = os.path.dirname(os.path.abspath(notebook))
    client = NotebookClient(nb, kernel_name="tslab", timeout=120, resources={"metadata": {"path": folder}})

    def done(number, saw, as_said):
        result["mistakes"][number] = {"saw": saw, "failure": None if as_said else "the student sees something else"}

    def refused(ways):
        result["broken"] += ways

    async with client.async_setup_kernel():
        try:
            await Walk(client, cells).through(mistakes, done, refused)
        except runner.Failure as failure:
            result["failure"] = str(failure)


if __name__ == "__main__":
    notebook, mistakes_file, result_file = sys.argv[1:]
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    with open(mistakes_file, encoding="utf-8") as file:
        mistakes = json.load(file)
    result = {"mistakes": [{"saw": "", "failure": "was never made"} for _ in mistakes], "broken": 0, "failure": None}
    asyncio.run(walk(notebook, mistakes, result))
    with open(result_file, "w", encoding="utf-8") as out:
        json.dump(result, out)

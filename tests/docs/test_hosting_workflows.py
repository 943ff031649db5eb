"""The workflows and the Dockerfile of docs/hosting.md, run line by line without their hosts."""

import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from documentation import DOCS, ROOT, Shell, fences, programs, text_of
from webservers import POLICY, free_port, get, nginx_with

DOC = "docs/hosting.md"
ARTICLE = "articles/cap.md"
CONFIGURATION = (
    'title = "Test"\nbase_url = "https://archive.example/"\n[hosting]\nfiles = ["nginx"]\n'
)


def file(title: str) -> str:
    """The text of the file of that name in the page."""
    (text,) = (fence.text for fence in fences(DOC) if fence.title == title)
    return text


@dataclass(frozen=True, slots=True)
class Workflow:
    """What a host does with a checkout."""

    lines: list[str]
    """What its shell runs, in order."""
    kept: list[str]
    """The folders that it carries from run to run."""
    published: str


def github() -> Workflow:
    jobs = yaml.safe_load(file(".github/workflows/publish.yml"))["jobs"]
    steps: list[dict[str, Any]] = jobs["build"]["steps"]
    given = {step["uses"].split("@")[0]: step.get("with", {}) for step in steps if "uses" in step}
    used = [step["uses"].split("@")[0] for step in steps if "uses" in step]
    assert used[0] == "actions/checkout"
    assert used[-1] == "actions/upload-pages-artifact"
    cache = given["actions/cache"]
    assert cache["key"].startswith(cache["restore-keys"])
    assert cache["key"] != cache["restore-keys"], "an entry that exists is never overwritten"
    deploy = jobs["deploy"]
    assert deploy["needs"] == "build"
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert "refs/heads/main" in deploy["if"], "a pull request publishes nothing"
    return Workflow(
        [step["run"] for step in steps if "run" in step],
        cache["path"].split(),
        given["actions/upload-pages-artifact"]["path"],
    )


def gitlab() -> Workflow:
    jobs = yaml.safe_load(file(".gitlab-ci.yml"))
    build, pages = jobs["build"], jobs["pages"]
    assert jobs["stages"] == [build["stage"], pages["stage"]]
    assert build["artifacts"]["paths"] == pages["artifacts"]["paths"]
    assert [rule["if"] for rule in pages["rules"]] == ["$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"]
    (published,) = pages["artifacts"]["paths"]
    kept = [path.rstrip("/") for path in build["cache"]["paths"]]
    return Workflow(build["script"] + pages["script"], kept, published.rstrip("/"))


WORKFLOWS = pytest.mark.parametrize("workflow", [github, gitlab])


class Host:
    """A host that gives each run a fresh checkout, with the folders that the last one left."""

    def __init__(self, workflow: Workflow, folder: Path) -> None:
        self.workflow, self.folder = workflow, folder
        self.programs = programs(folder / "bin")
        self.cache = folder / "cache.tar"
        self.runs = 0

    def run(self, body: str) -> tuple[str, int, Path]:
        """The output of all lines up to the first that fails, its exit code, and the checkout."""
        self.runs += 1
        checkout = checked_out(self.folder / f"run{self.runs}", body)
        if self.cache.exists():
            subprocess.run(["tar", "-xf", self.cache], cwd=checkout, check=True)
        output, code = "", 0
        for line in self.workflow.lines:
            if not line.startswith("pip "):
                [(answer, code)] = Shell(checkout, self.programs).type([line])
                output += answer
            if code:
                break
        else:
            kept = self.workflow.kept
            subprocess.run(["tar", "-cf", self.cache, *kept], cwd=checkout, check=True)
        return output, code, checkout


def checked_out(folder: Path, body: str) -> Path:
    """An archive of twelve articles, of which the text of one is given."""
    (folder / "articles").mkdir(parents=True)
    (folder / "kazarchive.toml").write_text(CONFIGURATION, "utf-8")
    for day in range(1, 12):
        text = f"---\ntitle: Day {day}\ndate: 2022-01-{day:02}\n---\n\nText.\n"
        (folder / f"articles/day-{day}.md").write_text(text, "utf-8")
    (folder / ARTICLE).write_text(f"---\ntitle: Cap\ndate: 2022-02-01\n---\n\n{body}\n", "utf-8")
    return folder


def counts(output: str) -> tuple[int, int]:
    """How many articles a build read, and how many pages it wrote."""
    found = re.search(r"\((\d+) read, (\d+) pages? written", output)
    assert found, output
    return int(found[1]), int(found[2])


@WORKFLOWS
def test_a_run_of_a_workflow_costs_what_the_edit_costs(workflow: Any, tmp_path: Path) -> None:
    host = Host(workflow(), tmp_path)
    output, code, first = host.run("Text.")
    assert code == 0, output
    everything = counts(output)
    assert everything[0] == 12
    output, code, _ = host.run("Text.")
    assert (code, counts(output)) == (0, (0, 0)), "a fresh checkout changes nothing"
    output, code, last = host.run("Another text.")
    read, written = counts(output)
    assert (code, read) == (0, 1), output
    assert 0 < written < everything[1] / 2
    page = last / host.workflow.published / "2022/02/01/cap/index.html"
    assert "Another text." in page.read_text("utf-8")
    assert (first / host.workflow.published / "404.html").is_file()


@WORKFLOWS
@pytest.mark.parametrize("body", ["[no such file](missing.md)", "</p>\0"])
def test_a_workflow_stops_where_an_article_has_a_problem(
    workflow: Any, body: str, tmp_path: Path
) -> None:
    host = Host(workflow(), tmp_path)
    output, code, _ = host.run(body)
    assert code == 1, output
    assert not host.cache.exists(), "a host keeps nothing of a run that failed"


@WORKFLOWS
def test_a_workflow_publishes_the_folder_that_it_keeps(workflow: Any) -> None:
    assert workflow().published in workflow().kept
    assert ".kazarchive" in workflow().kept


def test_every_example_installs_from_the_repository_that_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    source = f"{project['urls']['Source']}/archive/main.tar.gz"
    text = "\n".join(fence.text for fence in fences(DOC))
    lines = re.findall(r"pip install (?:--\S+ )*(\S+)", text)
    assert set(lines) == {source}
    for doc in DOCS:
        assert set(re.findall(r"https:\S+\.tar\.gz", text_of(doc))) <= {source}, doc
    assert len(lines) == 4, "in the text, the two workflows and the Dockerfile"
    least = int(project["requires-python"].removeprefix(">=3."))
    versions = re.findall(r"python(?:-version: \"|:)3\.(\d+)", text)
    assert len(versions) == 3
    assert all(int(version) >= least for version in versions)


# --- the Dockerfile -----------------------------------------------------------------------------


def instructions() -> list[tuple[str, str]]:
    """(name, what follows) of each instruction; of one with a heredoc the heredoc too."""
    text = file("Dockerfile").replace("\\\n", " ")
    pattern = r"^([A-Z]+) (.*<<EOF.*\n(?:.*\n)*?EOF$|.*$)"
    return re.findall(pattern, text, re.MULTILINE)


def test_the_dockerfile_has_no_line_that_is_no_instruction() -> None:
    lines = file("Dockerfile").replace("\\\n", " ").splitlines()
    told = "\n".join(f"{name} {value}" for name, value in instructions()).splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == told
    names = [name for name, _ in instructions()]
    assert names == ["FROM", "RUN", "WORKDIR", "COPY", "RUN", "FROM", "COPY", "COPY"]


def test_the_image_serves_the_site_with_its_policy(tmp_path: Path) -> None:
    values = [value for _, value in instructions()]
    assert values[0].endswith(" AS build")
    workdir, command = values[2], values[4]
    mounts = re.findall(r"--mount=type=cache,target=(\S+?),sharing=locked", command)
    assert mounts == [f"{workdir}/.kazarchive", f"{workdir}/public"]
    line = command[command.index("kazarchive build") :]

    checkout, image = checked_out(tmp_path / "archive", "Text."), tmp_path / "image"
    site = tmp_path / "site"
    assert " /site" in line
    answers = Shell(checkout, programs(tmp_path / "bin")).type([line.replace(" /site", f" {site}")])
    assert [code for _, code in answers] == [0], answers

    source, target = values[6].removeprefix("--from=build ").split()
    assert source == "/site"
    served = image / target.lstrip("/")
    served.parent.mkdir(parents=True)
    site.rename(served)
    head, _, configuration = values[7].removesuffix("EOF").partition("\n")
    assert head == "<<EOF /etc/nginx/conf.d/default.conf"
    port = free_port()
    server = configuration.replace(target, str(served)).replace(
        "listen 80;", f"listen 127.0.0.1:{port};"
    )
    with nginx_with(server, port, tmp_path / "nginx") as connection:
        status, headers, content = get(connection, "/2022/02/01/cap/")
        assert (status, headers.get_all("Content-Security-Policy")) == (200, [POLICY])
        assert content == (served / "2022/02/01/cap/index.html").read_bytes()
        assert get(connection, "/missing/")[0] == 404


def test_what_a_build_makes_is_not_copied_into_the_image() -> None:
    assert set(file(".dockerignore").split()) == {".git", ".kazarchive", "public"}

"""Bad input and faults: one clear line, the documented exit code, and nothing lost."""

import ctypes
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import KITKA, LOOK_SCRIPT, LOOK_TOML, Folder, events, one_line

from kitka.demo_shop import DemoShop
from kitka.demo_shop import serve as serve_shop
from kitka.recorder.model import View
from kitka.recorder.scenario import SHIPPED
from kitka.recorder.store import Store


def obey_permissions() -> None:
    """Root may write everywhere; without CAP_DAC_OVERRIDE it obeys a file's mode like anybody."""
    if os.geteuid() == 0:
        PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
        assert ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0) == 0


@pytest.fixture
def mortal_shop() -> Iterator[DemoShop]:
    """A shop of its own that a test may kill."""
    with serve_shop() as shop:
        yield shop


def viewed(folder: Folder) -> list[str]:
    """The views that the only session in the database has shown until now."""
    with Store.open(folder.db) as store:
        (session,) = store.sessions()
        return [view.url for view in events(store, session.id, View)]


def test_a_shop_that_is_not_there(folder: Folder) -> None:
    done = folder.kitka("run", "look", "--shop", "http://127.0.0.1:9")
    assert done.returncode == 2
    assert "not reachable: connection refused" in one_line(done.stderr)


def test_a_shop_that_may_take_real_orders(folder: Folder) -> None:
    done = folder.kitka("run", "look", "--shop", "https://shop.example")
    assert done.returncode == 2
    assert 'orders = "test"' in one_line(done.stderr)


def test_a_shop_that_nobody_knows(folder: Folder) -> None:
    done = folder.kitka("check", "look", "--shop", "staging")
    assert done.returncode == 2
    assert "neither an address" in one_line(done.stderr)


def test_a_typo_in_a_scenario(folder: Folder, shop: DemoShop) -> None:
    folder.write("look", LOOK_TOML.replace("reached", "reachd", 1), LOOK_SCRIPT)
    done = folder.kitka("run", "look", "--shop", shop.url)
    assert done.returncode == 2
    line = one_line(done.stderr)
    assert "scenarios/look.toml:5: unknown key 'reachd'; did you mean 'reached'?" in line


def test_a_typo_on_the_command_line(folder: Folder) -> None:
    assert "No such option" in one_line(folder.kitka("run", "look", "--shpo", "x").stderr)
    assert "No such command" in one_line(folder.kitka("rnu").stderr)
    line = one_line(folder.kitka("run", "look").stderr)
    assert line.startswith("kitka: run: Missing option '--shop'; ")
    assert line.endswith("kitka run --help says how")


def test_nothing_typed_shows_the_help_alone(folder: Folder) -> None:
    done = folder.kitka()
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: ") and "analyze" in done.stderr


def test_a_flaw_that_the_demo_shop_does_not_have(folder: Folder) -> None:
    done = folder.kitka("demo", "--no-serve", "--flaw", "dead_buton")
    assert done.returncode == 2
    line = one_line(done.stderr)
    assert "no flaw is called 'dead_buton'; the nearest: dead_button" in line
    assert "--list-flaws" in line
    assert not folder.db.exists()


def test_an_empty_workspace_is_said(folder: Folder) -> None:
    Store.open(folder.db).close()
    done = folder.kitka("analyze")
    assert done.returncode == 0
    assert "no session in kitka.db yet" in done.stdout


def test_a_bar_is_full_where_all_was_done_before(folder: Folder, shop: DemoShop) -> None:
    assert folder.kitka("run", "look", "--shop", shop.url).returncode == 0
    assert " 1/1 " in folder.kitka("analyze").stderr


def test_doctor_reads_the_scenarios_of_the_folder(folder: Folder) -> None:
    found = json.loads(folder.kitka("doctor", "--json").stdout)
    scenarios = next(part for part in found["parts"] if part["what"] == "scenarios")
    assert scenarios["good"] and "look" in scenarios["text"]
    folder.write("look", LOOK_TOML.replace("reached", "reachd", 1), LOOK_SCRIPT)
    done = folder.kitka("doctor")
    assert done.returncode == 1
    assert "MISSING  scenarios: scenarios/look.toml:5: unknown key 'reachd'" in done.stdout


def test_a_script_that_raises(folder: Folder, shop: DemoShop) -> None:
    folder.write("look", LOOK_TOML, LOOK_SCRIPT + "    raise KeyError('colour')\n")
    done = folder.kitka("run", "look", "--shop", shop.url)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    (result,) = folder.results()
    # The steps were all reached before it raised: the purchase is possible, the script is not.
    assert "KeyError" in result.error
    assert [step.reached for step in result.steps] == [True, True]


def test_a_script_that_raises_halfway(folder: Folder, shop: DemoShop) -> None:
    folder.write("look", LOOK_TOML, "def run(page, step):\n    raise KeyError('colour')\n")
    done = folder.kitka("run", "look", "--shop", shop.url)
    assert done.returncode == 1
    assert "failed by script" in done.stdout
    (result,) = folder.results()
    assert (result.outcome, result.failed_by) == ("failed", "script")
    assert result.abandoned.step == "Front page"


@pytest.mark.parametrize("place", ["run", "import"])
def test_a_script_that_exits_has_not_passed(folder: Folder, shop: DemoShop, place: str) -> None:
    script = "import sys\nsys.exit(0)\n" + LOOK_SCRIPT
    if place == "run":
        script = LOOK_SCRIPT.replace("    with", "    import sys\n    sys.exit(0)\n    with", 1)
    folder.write("look", LOOK_TOML, script)
    for verb in ("run", "check"):
        done = folder.kitka(verb, "look", "--shop", shop.url, "--repeat", "1")
        assert done.returncode in (1, 2)


def test_check_is_broken_where_a_script_raises_after_the_end(
    folder: Folder, shop: DemoShop
) -> None:
    folder.write("look", LOOK_TOML, LOOK_SCRIPT + "    raise KeyError('colour')\n")
    assert folder.kitka("check", "look", "--shop", shop.url, "--repeat", "1").returncode == 1


def test_a_browser_that_dies_spoils_one_session(folder: Folder, shop: DemoShop) -> None:
    script = LOOK_SCRIPT + (
        "    import os\n"
        "    if not os.path.exists('died'):\n"
        "        open('died', 'w').close()\n"
        "        page.context.browser.close()\n"
    )
    folder.write("look", LOOK_TOML, script)
    done = folder.kitka("run", "look", "--shop", shop.url, "--repeat", "2")
    assert "Traceback" not in done.stderr
    assert len(folder.results()) == 2
    assert folder.results()[1].outcome == "completed"


def test_a_scenario_that_cannot_begin_is_not_left_out_of_the_verdict(
    folder: Folder, shop: DemoShop
) -> None:
    folder.write("gone", LOOK_TOML, "import os\ndef run(page, step):\n    os._exit(3)\n")
    done = folder.kitka("check", "gone", "--shop", shop.url, "--repeat", "1", "--jobs", "2")
    assert done.returncode in (1, 3)
    assert "gone: " in done.stdout.splitlines()[-1]


def test_a_kept_trace_can_be_had(folder: Folder, shop: DemoShop) -> None:
    done = folder.kitka("run", "look", "--shop", shop.url, "--trace", "on")
    (result,) = folder.results()
    assert f"kitka trace {result.id[:8]}" in done.stdout
    done = folder.kitka("trace", result.id[:8], "-o", "kept.zip")
    assert done.returncode == 0, done.stderr
    assert (folder.path / "kept.zip").read_bytes().startswith(b"PK")
    assert "0 sessions with a trace" in one_line(folder.kitka("trace", "nope").stderr)


def test_a_worker_that_dies_is_said(folder: Folder, shop: DemoShop) -> None:
    folder.write("look", LOOK_TOML, "import os\ndef run(page, step):\n    os._exit(3)\n")
    done = folder.kitka("run", "look", "--shop", shop.url, "--repeat", "2", "--jobs", "2")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "could not begin (its worker process died)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["serve", "--port", "99999"], "99999"),
        (["run", "look", "--shop", "http://127.0.0.1:abc"], "is not an http or https address"),
        (["run", "look", "--shop", "http://u:secret@127.0.0.1:9"], "--http-credentials"),
        (["check", "look", "--shop", "http://127.0.0.1:9", "--junit", "no/x.xml"], "--junit"),
    ],
)
def test_wrong_words_are_one_line(folder: Folder, arguments: list[str], says: str) -> None:
    done = folder.kitka(*arguments)
    assert done.returncode == 2
    line = one_line(done.stderr)
    assert says in line
    assert "secret" not in line


def test_a_step_that_never_comes(folder: Folder, shop: DemoShop) -> None:
    script = LOOK_SCRIPT.replace(
        'page.goto("/basket/")', "page.wait_for_url('**/nowhere', timeout=300)"
    )
    folder.write("look", LOOK_TOML, script)
    done = folder.kitka("run", "look", "--shop", shop.url)
    assert done.returncode == 1
    (result,) = folder.results()
    assert result.outcome == "failed"
    assert "Timeout" in result.error


def test_a_scenario_that_has_drifted(folder: Folder, shop: DemoShop) -> None:
    folder.write("look", LOOK_TOML, LOOK_SCRIPT.replace('page.goto("/basket/")', "pass"))
    done = folder.kitka("run", "look", "--shop", shop.url)
    assert done.returncode == 1
    assert "the scenario has drifted at: Basket" in done.stdout


def test_a_shop_that_dies_halfway(folder: Folder, mortal_shop: DemoShop) -> None:
    script = (
        "import os, signal\n"
        "def run(page, step):\n"
        f"    os.kill({mortal_shop.process.pid}, signal.SIGKILL)\n"
        "    with step('Basket'):\n"
        "        page.goto('/basket/')\n"
    )
    folder.write("look", LOOK_TOML, script)
    done = folder.kitka("run", "look", "--shop", mortal_shop.url)
    assert done.returncode == 1
    assert "failed by shop" in done.stdout
    (result,) = folder.results()
    assert (result.failed_by, result.abandoned.step) == ("shop", "Front page")
    assert result.steps[0].reached  # what was recorded until then is kept


@pytest.mark.parametrize("content", [b"a shopping list\n" * 500, None])
def test_a_database_that_is_not_ours(folder: Folder, shop: DemoShop, content) -> None:
    if content is not None:
        folder.db.write_bytes(content)
    else:
        with sqlite3.connect(folder.db) as other:
            other.execute("create table recipes (name text)")
        other.close()
    before = folder.db.read_bytes()
    for command in (["run", "look", "--shop", shop.url], ["analyze"], ["serve"]):
        done = folder.kitka(*command)
        assert done.returncode == 2
        assert "name another --db" in one_line(done.stderr)
    assert folder.db.read_bytes() == before


def test_a_database_of_a_newer_version(folder: Folder, shop: DemoShop) -> None:
    Store.open(folder.db).close()
    with sqlite3.connect(folder.db) as newer:
        newer.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('kitka', 'm999_from_the_future', '2030-01-01')"
        )
    newer.close()
    done = folder.kitka("run", "look", "--shop", shop.url)
    assert done.returncode == 2
    assert "newer Kitka (m999_from_the_future); upgrade Kitka" in one_line(done.stderr)


def test_a_read_only_database(folder: Folder, shop: DemoShop) -> None:
    assert folder.kitka("run", "look", "--shop", shop.url).returncode == 0
    folder.db.chmod(0o444)
    folder.path.chmod(0o555)
    try:
        done = folder.kitka("run", "look", "--shop", shop.url, before=obey_permissions)
    finally:
        folder.path.chmod(0o755)
    assert done.returncode == 2
    assert "kitka.db: is read-only; make it writable" in one_line(done.stderr)


def test_a_disk_that_takes_no_more(folder: Folder, shop: DemoShop) -> None:
    """From the middle of the script on, the command may not let a file grow: a full disk."""
    script = (
        "import resource, signal\n"
        "def run(page, step):\n"
        "    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))\n"
        "    with step('Basket'):\n"
        "        page.goto('/basket/')\n"
    )
    assert folder.kitka("run", "look", "--shop", shop.url).returncode == 0
    folder.write("look", LOOK_TOML, script)
    done = folder.kitka("run", "look", "--shop", shop.url)
    assert done.returncode == 2
    assert "kitka.db: cannot be written (disk full" in one_line(done.stderr)
    first, second = folder.results()
    assert first.outcome == "completed"
    assert (second.outcome, second.failed_by) == ("failed", "recorder")


def test_two_runs_on_one_database_at_once(folder: Folder, shop: DemoShop) -> None:
    command = [*KITKA, "run", "look", "--shop", shop.url, "--repeat", "2"]
    runs = [
        subprocess.Popen(command, cwd=folder.path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in runs:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    assert [result.outcome for result in folder.results()] == ["completed"] * 4


def test_jobs_share_one_database(folder: Folder, shop: DemoShop) -> None:
    done = folder.kitka("run", "look", "--shop", shop.url, "--repeat", "4", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    results = folder.results()
    assert [result.outcome for result in results] == ["completed"] * 4
    assert sum(result.gaps for result in results) == 0


def test_ctrl_c_keeps_what_was_recorded(folder: Folder, shop: DemoShop) -> None:
    script = (
        LOOK_SCRIPT
        + "        open('halfway', 'w').close()\n        page.wait_for_url('**/never')\n"
    )
    folder.write(
        "look", LOOK_TOML + '[[steps]]\nname = "Never"\nreached = { url = "/never" }\n', script
    )
    process = subprocess.Popen(
        [*KITKA, "run", "look", "--shop", shop.url],
        cwd=folder.path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not (folder.path / "halfway").exists():
        assert time.monotonic() < deadline and process.poll() is None
    while "/basket/" not in viewed(folder):  # handed over by the page within 250 ms
        assert time.monotonic() < deadline and process.poll() is None
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the whole group
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    assert "stopped; what was recorded until then is kept" in one_line(errors)
    (result,) = folder.results()
    assert result.outcome == "failed"
    assert result.failed_by == "recorder"
    assert [step.reached for step in result.steps] == [True, True, False]


def test_check_without_enough_attempts_is_inconclusive(folder: Folder, shop: DemoShop) -> None:
    folder.write("look", LOOK_TOML + "budget = { seconds = 60 }\n", LOOK_SCRIPT)
    done = folder.kitka("check", "look", "--shop", shop.url, "--repeat", "2")
    assert done.returncode == 3, done.stdout
    assert "at least 3 are needed" in done.stdout


def test_check_writes_junit_and_breaks_on_a_budget(folder: Folder, shop: DemoShop) -> None:
    folder.write("look", LOOK_TOML + "budget = { seconds = 0.000001 }\n", LOOK_SCRIPT)
    done = folder.kitka("check", "look", "--shop", shop.url, "--junit", "out.xml")
    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout
    assert 'failures="1"' in (folder.path / "out.xml").read_text()


def test_check_passes_and_says_one_line_per_session(folder: Folder, shop: DemoShop) -> None:
    folder.write("look", LOOK_TOML + "budget = { seconds = 60 }\n", LOOK_SCRIPT)
    done = folder.kitka("check", "look", "--shop", shop.url)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("look desktop: completed") == 3


def test_shipped_scenarios_are_found_anywhere(tmp_path: Path, shop: DemoShop) -> None:
    assert (SHIPPED / "find_product.toml").is_file()
    done = subprocess.run(
        [*KITKA, "run", "find_product", "--shop", shop.url],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert shutil.which("sh")

"""The program as a shell sees it: exit status, interruption, full disks, closed pipes, progress.

Run by ctest with the program's path in MQFATE. Waits for what the program says, never for a clock.
"""

import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["MQFATE"]
LIBRARY = pathlib.Path(__file__).resolve().parents[2] / "scenarios/library"
ENDLESS = ["run", "kafka/lost-ack", "--runs", "1000000", "--no-limits"]


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, check=False, **options)


def interrupted_after_progress(*more):
    """Starts a long run on a terminal, interrupts it once it has shown progress."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([PROGRAM, *ENDLESS, *more], stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    seen = b""
    while b" runs" not in seen or b"simulating: 0 of" in seen[-60:]:
        seen += os.read(ours, 1000)
    process.send_signal(signal.SIGINT)
    output = process.stdout.read()
    process.stdout.close()
    try:
        while more_seen := os.read(ours, 1000):
            seen += more_seen
    except OSError:  # the terminal is closed
        pass
    os.close(ours)
    return process.wait(), output, seen


class Interruption(unittest.TestCase):
    def test_leaves_what_was_finished_says_how_much_and_ends_with_130(self):
        status, output, seen = interrupted_after_progress("--format", "json")
        self.assertEqual(status, 130)
        runs = json.loads(output)["configurations"][0]["runs"]
        self.assertGreater(runs, 0)
        self.assertIn(f"interrupted after {runs} of 1000000 runs".encode(), seen)

    def test_is_told_in_the_text(self):
        status, output, _ = interrupted_after_progress()
        self.assertEqual(status, 130)
        self.assertIn(b"Interrupted: ", output)


class Compare(unittest.TestCase):
    """A follower is cut off, the leader loses its power: the log loses what had its effect."""

    def scenario(self, **changes):
        scenario = json.loads(pathlib.Path(LIBRARY, "kafka/min-isr-1.json").read_text("utf-8"))
        del scenario["$schema"]
        scenario.update(runs=10, compare={"axes": [
            {"name": "min.insync.replicas", "values": [1, 2],
             "at": "/kafka/broker_config/min.insync.replicas"},
            {"name": "acks", "values": ["0", "all"], "at": "/kafka/producers/shop/config/acks"}]})
        scenario.update(changes)
        file = tempfile.NamedTemporaryFile("w", suffix=".json", delete=False)
        self.addCleanup(os.unlink, file.name)
        with file:
            json.dump(scenario, file)
        return file.name

    def test_shows_what_the_log_lost_beside_what_the_business_lost(self):
        file = self.scenario(expect=[])
        done = run("compare", file)
        self.assertEqual(done.returncode, 0)
        head = next(line for line in done.stdout.splitlines() if line.startswith(b"  min."))
        self.assertIn(b"log: lost silently", head)
        self.assertIn(b"effect: lost silently", head)
        rows = json.loads(run("compare", file, "--format", "json").stdout)["comparison"]["rows"]
        row = next(r for r in rows if r["set"] == {"min.insync.replicas": ["1"], "acks": ["all"]})
        self.assertGreater(row["found"]["log.lost_silently"]["estimate"], 0.05)
        self.assertEqual(row["found"]["effect.lost_silently"]["estimate"], 0)
        self.assertEqual(row["found"]["log.semantics"], "at-most-once")

    def test_level_narrows_it(self):
        file = self.scenario(expect=[])
        done = run("compare", file, "--level", "effect")
        self.assertEqual(done.returncode, 0)
        self.assertNotIn(b"log: ", done.stdout)
        self.assertIn(b"Of the effect", done.stdout)
        csv = run("compare", file, "--level", "log", "--format", "csv").stdout
        self.assertNotIn(b",effect,", csv)
        self.assertEqual(run("compare", file, "--level", "disk").returncode, 2)
        without = run("compare", "kafka/acks-isr-flush-crash", "--level", "effect")
        self.assertEqual(without.returncode, 2)
        self.assertIn(b"has no consumer", without.stderr)

    def test_a_failed_expectation_is_said_of_its_row_and_counted(self):
        file = self.scenario(expect=["log.no_silent_loss"])
        done = run("compare", file)
        self.assertEqual(done.returncode, 1)
        rows = [line for line in done.stdout.splitlines() if b"failed: log.no_silent_loss" in line]
        self.assertGreaterEqual(len(rows), 2)
        self.assertRegex(rows[0], rb"found [1-9]\d*$")
        self.assertIn(b"Expected: 1 met, 3 failed, 0 undecided; 3 of 4 configurations failed.",
                      done.stdout)
        csv = run("compare", file, "--format", "csv").stdout
        self.assertIn(b',0,1,0,"failed: log.no_silent_loss, found ', csv)
        counted = json.loads(run("compare", file, "--format", "json").stdout)["expectations"]
        self.assertEqual(counted, {"met": 1, "failed": 3, "undecided": 0, "failed_in": 3})

    def test_what_differs_in_order_alone_is_shown(self):
        scenario = {"schema_version": 1, "runs": 10, "kafka": {
            "topics": {"orders": {}}, "producers": {"shop": {
                "messages": 500, "every": {"exponential": "300us"},
                "config": {"enable.idempotence": False, "linger.ms": 0, "batch.size": 0}}}},
            "faults": [{"reset": "ProduceRequest", "from": "shop", "probability": 0.01}],
            "compare": {"axes": [{"name": "in flight", "values": [1, 5], "at":
                "/kafka/producers/shop/config/max.in.flight.requests.per.connection"}]}}
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(scenario, file)
            file.flush()
            done = run("compare", file.name)
        self.assertIn(b"reordered", next(l for l in done.stdout.splitlines() if b"in flight" in l))


class Output(unittest.TestCase):
    def test_a_full_disk_is_an_error(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "run", "kafka/lost-ack", "--runs", "2"], stdout=full,
                                  stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"cannot write to standard output", done.stderr)
        done = run("run", "kafka/lost-ack", "--runs", "2", "--out", "/dev/full")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"cannot write /dev/full", done.stderr)

    def test_a_closed_pipe_is_an_error(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([PROGRAM, "list"], stdout=writer, stderr=subprocess.PIPE,
                              check=False)
        os.close(writer)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"cannot write to standard output", done.stderr)

    def test_nothing_but_the_result_is_written_when_piped(self):
        done = run("run", "kafka/lost-ack", "--format", "json")
        self.assertEqual(done.stderr, b"")
        json.loads(done.stdout)


class Status(unittest.TestCase):
    def scenario(self, **changes):
        scenario = {"schema_version": 1, "runs": 2,
                    "kafka": {"topics": {"t": {}}, "producers": {"p": {"messages": 5}}}}
        scenario.update(changes)
        file = tempfile.NamedTemporaryFile("w", suffix=".json", delete=False)
        self.addCleanup(os.unlink, file.name)
        with file:
            json.dump(scenario, file)
        return file.name

    def test_tells_met_failed_and_undecided_apart(self):
        for expected, status in (("log.duplicated == 0", 0), ("log.duplicated > 0", 1),
                                 ("log.duplicated < 0.000001", 4)):
            done = run("run", self.scenario(expect=[expected]))
            self.assertEqual(done.returncode, status, expected)

    def test_bad_input_is_2_and_leaves_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "out.json"
            done = run("run", self.scenario(rnus=3), "--out", str(out))
            self.assertEqual(done.returncode, 2)
            self.assertIn(b"rnus", done.stderr)
            self.assertFalse(out.exists())
        for arguments in (["run"], ["run", "no/such"], ["rnu"], ["run", "/"], ["check", ""]):
            self.assertEqual(run(*arguments).returncode, 2, arguments)

    def test_too_much_is_told_with_its_limit_and_the_flag_that_lifts_it(self):
        much = self.scenario(runs=10_000_000)
        for command in ("run", "check"):
            done = run(command, much)
            self.assertEqual(done.returncode, 2)
            self.assertIn(b"--no-limits lifts this", done.stderr)
        self.assertEqual(run("run", much, "--runs", "2").returncode, 0)
        self.assertEqual(run("check", much, "--no-limits").returncode, 0)


def explore(*arguments, **options):
    return run("explore", *arguments, **options)


class Language(unittest.TestCase):
    """Never that of the machine: each call says which variables there are."""

    @staticmethod
    def spoken(*arguments, **variables):
        kept = {name: value for name, value in os.environ.items()
                if name not in ("MQFATE_LANG", "LANG", "LANGUAGE") and not name.startswith("LC_")}
        done = run(*arguments, env={**kept, **variables})
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def test_is_that_of_the_call_then_of_mqfate_lang_then_of_the_locale(self):
        for arguments, variables, chinese in (
                ([], {}, False),
                ([], {"LANG": "zh_CN.UTF-8"}, True),
                ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, False),
                ([], {"LC_MESSAGES": "zh_TW", "LANG": "en_US.UTF-8"}, True),
                ([], {"LANG": "zh_CN.UTF-8", "MQFATE_LANG": "en"}, False),
                (["--zh"], {"MQFATE_LANG": "en"}, True),
                (["--lang", "en"], {"MQFATE_LANG": "zh"}, False)):
            _, text, _ = self.spoken("list", *arguments, **variables)
            self.assertEqual("滚动重启" in text, chinese, (arguments, variables))

    def test_changes_neither_json_nor_csv_nor_the_status(self):
        call = ("run", "kafka/lost-ack", "--runs", "2", "--format")
        for form in ("json", "csv"):
            self.assertEqual(self.spoken(*call, form), self.spoken(*call, form, MQFATE_LANG="zh"))
        broken = "tests/scenarios/broken/setting-unknown.json"
        call = ("check", broken, "--format", "json")
        self.assertEqual(self.spoken(*call), self.spoken(*call, MQFATE_LANG="zh"))
        status, _, told = self.spoken("check", broken, MQFATE_LANG="zh")
        self.assertEqual(status, 2)
        self.assertIn("未知配置", told)

    def test_help_and_errors_of_the_call_are_in_it(self):
        _, text, _ = self.spoken("run", "--help", "--zh")
        self.assertNotIn("Options", text)
        for arguments, said in ((["rnu"], "需要一个子命令"), (["run"], "需要 FILE"),
                                (["run", "x", "--runs", "0"], "值 0 不在 1 到 10000000 之间"),
                                (["run", "x", "--nope"], "有多余的参数：--nope"),
                                (["explore", "kafka/lost-ack", "--property", "no-los"],
                                 '没有叫做 "no-los" 的性质；是否想用 "no-loss"？应为：以下之一：')):
            status, _, told = self.spoken(*arguments, "--zh")
            self.assertEqual(status, 2, arguments)
            self.assertIn(said, told)


class Swarm(unittest.TestCase):
    def test_tells_each_fault_beside_the_runs_without_it_and_repeats_itself(self):
        call = ("run", "kafka/lost-ack", "--runs", "20", "--swarm")
        text = run(*call).stdout.decode()
        self.assertRegex(text, r"\n    on in \d+ of 20 runs\n      duplicated: in ")
        self.assertIn("--runs 20 --swarm\n", text)
        swarm = json.loads(run(*call, "--format", "json").stdout)["configurations"][0]["swarm"]
        self.assertEqual(sum(swarm[0]["runs"].values()), 20)
        self.assertEqual(swarm[0]["went_wrong"]["duplicated"]["off"], 0)
        self.assertNotIn(" on in ", run(*call[:-1]).stdout.decode())


class Exploration(unittest.TestCase):
    def test_tells_holds_violated_incomplete_and_bad_input_apart(self):
        for more, status, verdict in (([], 0, "holds"),
                                      (["--property", "no-duplicate"], 1, "violated"),
                                      (["--depth", "3"], 4, "incomplete")):
            done = explore("truth/k4-reset-off-1-p01", "--format", "json", *more)
            self.assertEqual(done.returncode, status, more)
            self.assertEqual(json.loads(done.stdout)["verdict"], verdict)
            self.assertEqual(done.stderr, b"")
        done = explore("truth/k4-reset-off-1-p01", "--property", "no-duplicat")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b'did you mean "no-duplicate"?', done.stderr)
        for bad in (["--crashes", "251"], ["--messages", "0"], ["--deviations", "some"],
                    ["--memory", "much"]):
            self.assertEqual(explore("kafka/lost-ack", *bad).returncode, 2, bad)

    def test_the_command_line_goes_before_the_file(self):
        done = explore("kafka/lost-ack", "--losses", "0", "--deviations", "all", "--memory",
                       "200MB", "--depth", "4", "--format", "json")
        bounds = json.loads(done.stdout)["bounds"]
        self.assertEqual(bounds["messages"], 1)
        self.assertEqual(bounds["losses"], 0)
        self.assertEqual(bounds["deviations"], "all")
        self.assertEqual(bounds["memory"], 200_000_000)

    def test_reductions_are_on_unless_switched_off_and_the_answer_is_the_same(self):
        arguments = ("kafka/lost-ack", "--losses", "0", "--deviations", "all", "--depth", "4",
                     "--format", "json")
        on = json.loads(explore(*arguments).stdout)
        off = json.loads(explore(*arguments, "--no-symmetry", "--no-partial-order").stdout)
        for reduction in ("symmetry", "partial_order"):
            self.assertTrue(on["bounds"][reduction])
            self.assertFalse(off["bounds"][reduction])
        self.assertEqual(on["verdict"], off["verdict"])
        self.assertLessEqual(on["distinct"], off["distinct"])

    def test_the_world_after_each_step_is_printed_on_request(self):
        arguments = ("truth/k4-reset-off-1-p01", "--property", "no-duplicate")
        self.assertNotIn(b"| under way", explore(*arguments).stdout)
        self.assertIn(b"| under way: ProduceResponse #1 b1 to p",
                      explore(*arguments, "--worlds").stdout)

    def test_a_bound_on_seconds_stops_it_and_offers_a_smaller_scope(self):
        done = explore("kafka/power-loss-rack", "--messages", "2", "--seconds", "1")
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"stopped by the bound of 1 seconds", done.stdout)
        self.assertIn(b"Next, smaller: mqfate explore kafka/power-loss-rack --messages 1",
                      done.stdout)

    def test_shows_progress_on_a_terminal_and_is_interrupted_with_130(self):
        ours, theirs = pty.openpty()
        process = subprocess.Popen([PROGRAM, "explore", "kafka/power-loss-rack", "--seconds",
                                    "1000"], stdout=subprocess.PIPE, stderr=theirs)
        os.close(theirs)
        seen = b""
        while b"to go on from" not in seen:
            seen += os.read(ours, 1000)
        process.send_signal(signal.SIGINT)
        output = process.stdout.read()
        process.stdout.close()
        os.close(ours)
        self.assertEqual(process.wait(), 130)
        self.assertIn(b"Incomplete: stopped by an interruption", output)
        self.assertNotIn(b"Holds", output)


class Replay(unittest.TestCase):
    def saved(self, folder):
        file = pathlib.Path(folder) / "story.json"
        explore("truth/k4-reset-off-1-p01", "--property", "no-duplicate", "--save", str(file))
        return file

    def test_walks_a_saved_story_again(self):
        with tempfile.TemporaryDirectory() as folder:
            file = self.saved(folder)
            done = run("replay", str(file))
            self.assertEqual(done.returncode, 0)
            self.assertIn(b"Still broken", done.stdout)
            self.assertIn(b"Answers lost (reset)", done.stdout)
            told = json.loads(run("replay", str(file), "--format", "json").stdout)
            self.assertTrue(told["shows"])
            self.assertEqual(told["differ"], [])
            self.assertFalse(told["scenario_changed"])

    def test_says_at_which_step_it_diverges_and_what_comes_of_others(self):
        with tempfile.TemporaryDirectory() as folder:
            file = self.saved(folder)
            story = json.loads(file.read_text())
            story["steps"][1]["brings"][0]["does"] = {"code": "fact.copied"}
            story["steps"][4]["does"] = "gets a letter"
            story["scenario_fingerprint"] = "0" * 16
            file.write_text(json.dumps(story))
            done = run("replay", str(file), "--format", "json")
            self.assertEqual(done.returncode, 1)
            told = json.loads(done.stdout)
            self.assertEqual(told["diverged_at"], 5)
            self.assertEqual(told["differ"], [2])
            self.assertTrue(told["scenario_changed"])

    def test_a_file_that_is_no_story_is_bad_input(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "story.json"
            for text in ("{}", "no json", '{"mqfate_story": 1}', '{"mqfate_story": 2}'):
                file.write_text(text)
                self.assertEqual(run("replay", str(file)).returncode, 2, text)
        self.assertEqual(run("replay", "no/such").returncode, 2)


class Shrink(unittest.TestCase):
    def test_writes_a_scenario_that_runs_and_shows_it(self):
        with tempfile.TemporaryDirectory() as folder:
            small = pathlib.Path(folder) / "small.json"
            done = run("shrink", "kafka/lost-ack", "--out", str(small))
            self.assertEqual(done.returncode, 0)
            self.assertEqual(done.stderr, b"")
            self.assertIn(b"messages 1,000 -> 1, faults 1 -> 1", done.stdout)
            self.assertIn(small.read_bytes(), done.stdout)
            self.assertEqual(run("check", str(small)).returncode, 0)
            again = run("run", str(small), "--format", "json")
            self.assertEqual(again.returncode, 0)
            found = json.loads(again.stdout)["configurations"][0]
            self.assertEqual(found["runs"], 1)
            self.assertEqual(found["fates"]["log"]["duplicated"], 1)

    def test_says_the_same_twice_in_json(self):
        once, twice = (run("shrink", "kafka/reorder", "--fate", "log.reordered", "--format", "json")
                       for _ in range(2))
        self.assertEqual(once.stdout, twice.stdout)
        shrunk = json.loads(once.stdout)
        self.assertEqual(shrunk["shows"], {"level": "log", "fate": "reordered",
                                           "cause": "retried_behind_later"})
        self.assertLess(shrunk["to"]["messages"], shrunk["from"]["messages"])
        self.assertIn("log.reordered > 0", shrunk["scenario"]["expect"])

    def test_without_anything_wrong_is_inconclusive(self):
        done = run("shrink", "kafka/lost-ack-idempotent")
        self.assertEqual((done.returncode, done.stdout), (4, b""))
        self.assertIn(b"nothing went wrong in 100 runs", done.stderr)
        done = run("shrink", "kafka/lost-ack", "--cause", "disk_lost")
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"what was asked for did not happen", done.stderr)

    def test_a_name_that_there_is_not_is_bad_input_with_the_nearest(self):
        for option, word, near in (("--cause", "disk_lots", b"disk_lost"),
                                   ("--fate", "log.duplicate", b"duplicated"),
                                   ("--fate", "lgo.duplicated", b"log"),
                                   ("--fate", "log.exactly_once", b"one of")):
            done = run("shrink", "kafka/lost-ack", option, word)
            self.assertEqual(done.returncode, 2, word)
            self.assertIn(near, done.stderr)

    def test_interrupted_gives_the_smallest_so_far(self):
        ours, theirs = pty.openpty()
        process = subprocess.Popen([PROGRAM, "shrink", "truth/lossy-link-acks-0", "--runs", "2",
                                    "--format", "json"], stdout=subprocess.PIPE, stderr=theirs)
        os.close(theirs)
        seen = b""
        # Two runs of the file, the one that shows it, and some of the first candidates.
        while not [n for n in re.findall(rb"shrinking: (\d+) runs", seen) if int(n) > 10]:
            seen += os.read(ours, 1000)
        process.send_signal(signal.SIGINT)
        output = process.stdout.read()
        process.stdout.close()
        os.close(ours)
        self.assertEqual(process.wait(), 130)
        shrunk = json.loads(output)
        self.assertTrue(shrunk["interrupted"])
        self.assertEqual(shrunk["scenario"]["runs"], 1)


class Import(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, text):
        path = pathlib.Path(self.folder.name) / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def test_makes_a_scenario_that_runs_and_tells_what_became_of_each_setting(self):
        broker = self.file("server.properties", "min.insync.replicas=2\nlog.dirs=/data \n"
                           "default.replication.factor=3\nunclean.leader.election.enable=True\n")
        producer = self.file("producer.properties", "acks = all\ncompression.type=lz4\n")
        env = self.file("broker.env", "KAFKA_CFG_MIN_INSYNC_REPLICAS=2\n")
        out = str(pathlib.Path(self.folder.name) / "mine.json")
        done = run("import", "--broker", broker, "--env", env, "--producer", producer,
                   "--output", out)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout, b"")
        said = done.stderr.decode()
        used, rest = said.split("no effect on fate\n")
        without, rest = rest.split("refused, and left out\n")
        refused, assumed = rest.split("assumed: no file says it\n")
        self.assertIn("server.properties:1 min.insync.replicas=2\n", used)
        self.assertIn("producer.properties:1 acks=all\n", used)
        self.assertIn("log.dirs (how files are laid out)", without)
        self.assertIn("compression.type", without)
        self.assertIn("unclean.leader.election.enable: ", refused)
        self.assertIn("3 brokers", assumed)
        self.assertEqual(run("check", out).returncode, 0)
        ran = run("run", out, "--runs", "2", "--format", "json")
        self.assertEqual(ran.returncode, 0, ran.stderr)

    def test_strict_writes_nothing_where_a_setting_is_refused(self):
        producer = self.file("p", "transactional.id=a\n")
        done = run("import", "--producer", producer, "--strict")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stdout, b"")
        self.assertIn(b"1 setting refused, and nothing written", done.stderr)
        self.assertEqual(run("import", "--producer", producer).returncode, 0)

    def test_without_files_or_with_one_that_is_not_there_is_bad_input(self):
        self.assertEqual(run("import").returncode, 2)
        done = run("import", "--broker", self.folder.name + "/none")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"cannot read", done.stderr)

    def test_a_pasted_list_runs_and_its_idle_settings_are_told_once(self):
        scenario = self.file("s.json", json.dumps({
            "schema_version": 1, "runs": 1, "kafka": {
                "topics": {"t": {}},
                "producers": {
                    "a": {"messages": 1, "config": {"client.id": "a", "linger.ms": 1}},
                    "b": {"messages": 1, "config": {"client.id": "b"}}}}}))
        text = run("run", scenario).stdout.decode()
        self.assertEqual(text.count("client.id"), 1)
        self.assertIn("no effect on fate", text)
        self.assertIn(b"no effect on fate: client.id\n", run("check", scenario).stdout)


if __name__ == "__main__":
    unittest.main()

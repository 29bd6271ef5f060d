"""The arithmetic of the benchmark: what it would say of figures that are made up."""
import io
import json
import unittest
import xml.etree.ElementTree
from contextlib import redirect_stderr

import arithmetic
import chart
import load
import measure
import oauth
import options
import report
from request import Request, basic, form
from subjects import SUBJECTS, Subject, in_both_classes, validate
from targets import TARGETS, Target, exit_code, verdict, verdicts

FASTER = Target("faster", "a < b & c", "rate", "a@16", "b@16", at_least=0.8)
CHEAPER = Target("cheaper", "a / b", "cpu_us", "a@16", "b@16", at_most=0.5)
BESIDE = Target("beside", "a / b", "rate", "a@16", "b@16")
ALONE = Target("alone", "memory", "unshared_mib", "worker", at_most=8, unit=" MiB")


def one_round(a, b, memory=5.0):
    return {"a@16": {"rate": a, "p50_ms": 1, "p99_ms": 2, "cpu_us": 1e6 / a},
            "b@16": {"rate": b, "p50_ms": 1, "p99_ms": 2, "cpu_us": 1e6 / b},
            "worker": {"unshared_mib": memory}}


def disturbed(taken, share):
    """The same round, with others at work while "b" was measured."""
    return {**taken, "b@16": {**taken["b@16"], "others": share}}


class Ratios(unittest.TestCase):
    def test_a_ratio_is_made_of_figures_of_one_round(self):
        rounds = [one_round(100, 100), one_round(20, 40), one_round(90, 100)]
        self.assertEqual(arithmetic.ratios(rounds, "a@16", "b@16", "rate"), [1.0, 0.5, 0.9])

    def test_the_median_of_the_ratios_is_not_the_ratio_of_the_medians(self):
        rounds = [one_round(10, 10), one_round(20, 40), one_round(300, 100)]
        found = verdict(FASTER, rounds)
        self.assertEqual(found.median, 1.0)
        self.assertEqual((found.least, found.greatest), (0.5, 3.0))

    def test_the_median_of_an_even_number_lies_between_the_middle_two(self):
        self.assertEqual(arithmetic.median([4, 1, 3, 2]), 2.5)

    def test_a_round_without_one_of_the_two_has_no_ratio(self):
        self.assertEqual(arithmetic.ratios([{"a@16": {"rate": 1}}], "a@16", "b@16", "rate"), [])

    def test_what_nobody_measured_has_no_verdict(self):
        found = verdicts([FASTER, ALONE], [{"worker": {"unshared_mib": 3}}])
        self.assertEqual([each.target for each in found], [ALONE])


class Disturbance(unittest.TestCase):
    def test_what_we_used_ourselves_is_not_others(self):
        self.assertEqual(arithmetic.others_share(busy=3.0, ours=2.0, available=4.0), 0.25)

    def test_clocks_that_disagree_leave_nobody_less_than_nothing(self):
        self.assertEqual(arithmetic.others_share(busy=1.9, ours=2.0, available=4.0), 0)


class Verdicts(unittest.TestCase):
    def test_at_least_is_met_on_the_limit_and_above(self):
        words = [verdict(FASTER, [one_round(each, 100)]).word for each in (79.9, 80, 120)]
        self.assertEqual(words, ["MISSED", "pass", "pass"])

    def test_at_most_is_met_on_the_limit_and_below(self):
        words = [verdict(CHEAPER, [one_round(each, 100)]).word for each in (199, 200, 300)]
        self.assertEqual(words, ["MISSED", "pass", "pass"])

    def test_a_figure_without_a_rival_is_measured_by_itself(self):
        found = verdict(ALONE, [one_round(1, 1, each) for each in (7, 9, 8.5)])
        self.assertEqual((found.median, found.word), (8.5, "MISSED"))

    def test_what_is_only_beside_is_neither_met_nor_missed(self):
        found = verdict(BESIDE, [one_round(1, 100)])
        self.assertEqual((found.word, found.is_met), ("", True))

    def test_a_figure_of_a_busy_machine_is_marked(self):
        rounds = [disturbed(one_round(1, 1), share) for share in (0.02, 0.3, 0.4)]
        self.assertEqual(verdict(FASTER, rounds).word, "pass?")
        self.assertEqual(verdict(ALONE, rounds).word, "pass")

    def test_one_disturbed_round_of_three_leaves_the_median_alone(self):
        rounds = [disturbed(one_round(1, 1), share) for share in (0.02, 0.03, 0.4)]
        self.assertEqual(verdict(FASTER, rounds).word, "pass")

    def test_the_exit_code_tells_that_one_is_missed(self):
        good, bad = verdict(FASTER, [one_round(1, 1)]), verdict(FASTER, [one_round(1, 2)])
        self.assertEqual([exit_code([good]), exit_code([good, bad]), exit_code([])], [0, 1, 1])


class Loads(unittest.TestCase):
    GOOD = {"requests": 1000, "seconds": 2.0, "p50_ms": 1, "p99_ms": 2, "refused": 0, "broken": 0,
            "exhausted": False}

    def test_a_sample_has_the_rate_and_the_cpu_of_one_request(self):
        sample = load.sample_of(self.GOOD, 0.05)
        self.assertEqual((sample["rate"], sample["cpu_us"]), (500, 50))
        self.assertEqual(sample["cpu_rate"], 20_000)

    def test_what_is_not_to_be_counted_is_taken_off_the_cpu(self):
        sample = load.sample_of(self.GOOD, 0.05, other_us=10)
        self.assertEqual((sample["rate"], sample["cpu_us"], sample["cpu_rate"]), (500, 40, 25_000))

    def test_one_bad_answer_fails_the_benchmark(self):
        for fault in ({"refused": 1}, {"broken": 1}, {"exhausted": True}, {"requests": 0}):
            with self.subTest(fault), self.assertRaises(load.BadLoad):
                load.checked("a@16", {**self.GOOD, **fault})
        self.assertEqual(load.checked("a@16", self.GOOD), self.GOOD)

    def test_a_share_of_refusals_can_be_forgiven_and_is_not_counted(self):
        result = load.checked("a@16", {**self.GOOD, "refused": 50}, forgiven=0.05)
        self.assertEqual((result["requests"], result["refused"]), (950, 0))
        with self.assertRaises(load.BadLoad):
            load.checked("a@16", {**self.GOOD, "refused": 51}, forgiven=0.05)

    def test_the_result_is_found_in_what_wrk_prints(self):
        self.assertEqual(load.result_in('Running 2s test\n{"requests": 3}\n'), {"requests": 3})
        with self.assertRaises(load.BadLoad):
            load.result_in("unable to connect\n")

    def test_one_connection_is_of_one_thread(self):
        self.assertIn("-t1", load.command("load.lua", 1, 2, "http://localhost/", []))
        self.assertIn("-t2", load.command("load.lua", 16, 2, "http://localhost/", []))


class Samples(unittest.TestCase):
    def test_a_quick_run_takes_what_the_targets_need_alone(self):
        samples = measure.all_samples([each for each in TARGETS if each.name == "cached"], True)
        self.assertEqual(samples, ["fixed-batch@16", "validate@16"])

    def test_a_long_run_takes_every_load_of_these_subjects(self):
        samples = measure.all_samples([each for each in TARGETS if each.name == "cached"], False)
        self.assertEqual(samples, ["validate@1", "fixed-batch@16", "validate@16", "validate@64"])

    def test_every_target_finds_its_samples(self):
        samples = measure.all_samples(TARGETS, True)
        for target in TARGETS:
            self.assertLessEqual(set(target.samples), set(samples), target.name)

    def test_every_target_has_a_name_of_its_own_and_one_limit_at_most(self):
        self.assertEqual(len({each.name for each in TARGETS}), len(TARGETS))
        for target in TARGETS:
            self.assertFalse(target.at_least and target.at_most, target.name)


class Reports(unittest.TestCase):
    ROUNDS = [one_round(100, 100), one_round(50, 100)]
    VERDICTS = verdicts([FASTER, CHEAPER, BESIDE, ALONE], ROUNDS)

    def test_the_table_says_what_was_wanted_and_what_came(self):
        row = report.text(self.VERDICTS, self.ROUNDS).splitlines()[2]
        self.assertEqual(row.split(), ["a", "<", "b", "&", "c", "faster", ">=", "0.8", "0.75",
                                       "0.50-1.00", "MISSED"])

    def test_a_busy_machine_is_told_of_in_one_line_and_its_rows_are_marked(self):
        rounds = [disturbed(each, 0.5) for each in self.ROUNDS]
        text = report.text(verdicts([FASTER], rounds), rounds)
        self.assertEqual(text.splitlines()[-1], report.DISTURBED)
        self.assertTrue(next(each for each in text.splitlines() if "b@16" in each).endswith(" ?"))
        self.assertNotIn("?", report.text(self.VERDICTS, self.ROUNDS))

    def test_the_json_has_every_target_and_every_round(self):
        told = json.loads(report.as_json({"cores": 2}, self.VERDICTS, self.ROUNDS))
        self.assertEqual([each["met"] for each in told["targets"]], [False, False, True, True])
        self.assertEqual(told["rounds"], self.ROUNDS)

    def test_the_chart_is_sound_xml_with_a_mark_for_each_target(self):
        root = xml.etree.ElementTree.fromstring(chart.svg(self.VERDICTS))
        shapes = [(each.tag.rpartition("}")[2], each.get("class")) for each in root.iter()]
        wanted = [("line", "mark"), ("rect", "good"), ("rect", "bad"), ("text", "bad")]
        self.assertEqual([shapes.count(each) for each in wanted], [3, 1, 2, 2])
        self.assertIn("a < b & c", [each.text for each in root.iter()])

    def test_a_bar_that_is_too_long_is_cut(self):
        self.assertEqual(chart.x_of(50), chart.x_of(chart.HIGHEST))
        self.assertLess(chart.x_of(1), chart.x_of(1.5))


class Requests(unittest.TestCase):
    def test_a_line_has_the_path_two_headers_and_the_body(self):
        asked = Request("/x", basic("a", "b"), "id=1", form(token="t"))
        self.assertEqual(asked.line, "/x\tBasic YTpi\tid=1\ttoken=t\n")
        self.assertEqual(Request("/x").line, "/x\t\t\t\n")

    def test_json_and_forms_say_what_they_are(self):
        types = [Request("/", body=body).headers["Content-Type"] for body in ('{"a":1}', "a=1")]
        self.assertEqual(types, ["application/json", "application/x-www-form-urlencoded"])

    def test_a_code_is_found_in_the_address_and_an_error_is_not_one(self):
        self.assertEqual(oauth.code_in("https://a.example/back?state=x&code=c%2B"), "c+")
        with self.assertRaises(RuntimeError):
            oauth.code_in("https://a.example/back?error=access_denied&state=x")


class Sites(unittest.TestCase):
    def test_subjects_of_a_kind_differ_in_their_server_alone(self):
        as_it_is, batch = in_both_classes(Subject("fixed", "an answer", "fixed", validate))
        self.assertEqual((batch.name, batch.server), ("fixed-batch", "fixed-batch"))
        self.assertEqual((batch.request, batch.way), (as_it_is.request, as_it_is.way))

    def test_every_subject_has_a_name_of_its_own(self):
        self.assertEqual(len({each.name for each in SUBJECTS}), len(SUBJECTS))

    def test_a_quick_start_has_the_servers_that_are_asked_for_alone(self):
        names = [each.name for each in measure.subjects_of(["introspect-glewlwyd@16", "worker",
                                                            "validate-during-logins@16"])]
        self.assertEqual(names, ["validate", "introspect-glewlwyd"])


class CommandLine(unittest.TestCase):
    def test_a_quick_run_has_three_rounds_unless_told_otherwise(self):
        self.assertEqual(options.parse(["--quick"]).rounds, 3)
        self.assertEqual(options.parse([]).rounds, 5)
        self.assertEqual(options.parse(["--quick", "--rounds", "7"]).rounds, 7)

    def test_no_rounds_are_refused(self):
        with redirect_stderr(io.StringIO()), self.assertRaises(SystemExit):
            options.parse(["--rounds", "0"])

    def test_a_target_that_there_is_not_is_wrong_usage_not_a_missed_one(self):
        with redirect_stderr(io.StringIO()), self.assertRaises(SystemExit) as end:
            options.parse(["--only", "nonsense"])
        self.assertEqual(end.exception.code, 2)

    def test_names_that_begin_as_asked_for_choose_the_targets(self):
        self.assertEqual([each.name for each in options.parse(["--only", "cgi"]).targets],
                         ["cgi-health", "cgi-refused"])


if __name__ == "__main__":
    unittest.main()

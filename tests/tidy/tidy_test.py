"""scripts/tidy: each rule fires on a small planted file, and a clean one passes."""

import importlib.machinery
import importlib.util
import pathlib
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).parents[2] / "scripts" / "tidy"
loader = importlib.machinery.SourceFileLoader("tidy", str(SCRIPT))
tidy = importlib.util.module_from_spec(importlib.util.spec_from_loader("tidy", loader))
loader.exec_module(tidy)

# Words that the check looks for, written so that it does not find them here.
UNDONE = "TO" + "DO"
WORK = "/wor" + "k/"

CLEAN = """// What it is.
#pragma once

#include <vector>

#include "sim/base/time.hpp"

namespace mqfate {

struct Role {
    std::vector<int> seen;
    int first() const { return seen.front(); }
};

}  // namespace mqfate
"""


class TidyTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.plant("sim/base/time.hpp", "#pragma once\n")

    def plant(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def findings(self, exceptions=()):
        return [str(f) for f in tidy.check(self.root, list(exceptions))]

    def assert_found(self, *expected):
        """One finding for each of `expected`, which is contained in it, and no other."""
        found = self.findings()
        self.assertEqual(len(found), len(expected), found)
        for line, part in zip(found, expected):
            self.assertIn(part, line)

    def assert_clean(self):
        self.assertEqual(self.findings(), [])


class CleanFiles(TidyTest):
    def test_a_clean_file_passes_in_every_layer(self):
        for folder in ("sim/base", "words", "sim/world", "sim/run", "sim/explore", "models",
                       "models/app", "models/engine", "models/kafka", "scenarios",
                       "scenarios/systems/kafka", "reports", "cli"):
            self.plant(f"{folder}/role.hpp", CLEAN)
        self.plant("tests/models/role_test.cpp", '#include "models/role.hpp"\n')
        self.assert_clean()

    def test_what_stands_in_comments_and_strings_is_no_code(self):
        self.plant("models/role.cpp",
                   '// virtual double rand()\nconst char* s = "std::hash<int> double";\n'
                   'const char* r = R"({ "double": [ )";\nint n = 1\'000\'000;\n'
                   '/* #include <chrono> */\n')
        self.assert_clean()


class Limits(TidyTest):
    def test_a_file_of_400_lines_passes_and_one_of_401_does_not(self):
        self.plant("models/a.cpp", "\n" * 400)
        self.assert_clean()
        self.plant("models/a.cpp", "\n" * 401)
        self.assert_found("models/a.cpp:401: a file of 401 lines; expected: at most 400")

    def test_a_test_file_may_have_500_lines(self):
        self.plant("tests/witness/a_test.cpp", "\n" * 500)
        self.assert_clean()
        self.plant("tests/witness/a_test.cpp", "\n" * 501)
        self.assert_found("a file of 501 lines; expected: at most 500")

    def test_a_function_of_60_lines_passes_and_one_of_61_does_not(self):
        self.plant("models/a.cpp", "int f() {\n" + "    g();\n" * 58 + "}\n")
        self.assert_clean()
        self.plant("models/a.cpp", "\nint f() {\n" + "    g();\n" * 59 + "}\n")
        self.assert_found("models/a.cpp:2: a function of 61 lines; expected: at most 60")

    def test_functions_are_found_in_types_in_templates_and_behind_initialisers(self):
        body = "    g();\n" * 60
        self.plant("models/a.cpp", "namespace n {\nstruct A {\n    int x{};\n    void f() const {\n"
                   + body + "    }\n};\n}\n")
        self.plant("models/b.cpp", "B::B(int x)\n    : x_{x}, y_{x} {\n" + body + "}\n")
        self.plant("models/c.cpp", "template <class T>\nauto f(T t) -> int {\n" + body + "}\n")
        self.assert_found("models/a.cpp:4: a function of 62", "models/b.cpp:1: a function of 63",
                          "models/c.cpp:1: a function of 63")

    def test_a_long_type_or_table_is_no_function(self):
        self.plant("models/a.cpp", "struct A {\n" + "    int f();\n" * 80 + "};\n"
                   "constexpr int table[] = {\n" + "    1,\n" * 80 + "};\n"
                   "enum class E : int {\n" + "    x,\n" * 80 + "};\n")
        self.assert_clean()

    def test_a_line_of_101_columns(self):
        self.plant("models/a.cpp", "// " + "x" * 98 + "\n// " + "é" * 97 + "\n")
        self.assert_found("models/a.cpp:1: a line of 101 columns; expected: at most 100")


class Layers(TidyTest):
    def test_includes_point_downward(self):
        for name in ("words/a.hpp", "sim/world/a.hpp", "sim/run/a.hpp", "sim/explore/a.hpp",
                     "models/a.hpp", "scenarios/a.hpp", "reports/a.hpp", "cli/a.hpp"):
            self.plant(name, "#pragma once\n")
        for name, includes in (
                ("sim/base/b.cpp", "models/a.hpp"), ("sim/base/b.cpp", "words/a.hpp"),
                ("words/b.cpp", "sim/world/a.hpp"), ("sim/world/b.cpp", "sim/run/a.hpp"),
                ("sim/run/b.cpp", "models/a.hpp"), ("sim/run/b.cpp", "sim/explore/a.hpp"),
                ("sim/explore/b.cpp", "models/a.hpp"), ("models/b.cpp", "sim/explore/a.hpp"),
                ("models/b.cpp", "sim/run/a.hpp"),
                ("scenarios/b.cpp", "reports/a.hpp"), ("reports/b.cpp", "models/a.hpp"),
                ("reports/b.cpp", "scenarios/a.hpp"), ("models/engine.hpp", "scenarios/a.hpp"),
                ("models/engine/b.hpp", "reports/a.hpp"), ("scenarios/b.cpp", "cli/a.hpp")):
            with self.subTest(name + " " + includes):
                self.plant(name, f'#pragma once\n#include "{includes}"\n')
                self.assert_found(f'includes "{includes}"; expected: only ')
                self.plant(name, "#pragma once\n")

    def test_each_layer_may_include_those_below(self):
        for name in ("words/a.hpp", "sim/world/a.hpp", "sim/run/a.hpp", "sim/explore/a.hpp",
                     "models/a.hpp", "scenarios/a.hpp", "reports/a.hpp"):
            self.plant(name, "#pragma once\n")
        for name, includes in (
                ("sim/world/b.cpp", "words/a.hpp"), ("sim/run/b.cpp", "sim/world/a.hpp"),
                ("sim/explore/b.cpp", "sim/run/a.hpp"), ("models/b.cpp", "sim/world/a.hpp"),
                ("models/engine.hpp", "sim/explore/a.hpp"),
                ("models/any_plan.hpp", "sim/run/a.hpp"),
                ("models/searching.cpp", "sim/explore/a.hpp"),
                ("models/engine/b.hpp", "sim/run/a.hpp"),
                ("models/kafka/engine.cpp", "sim/run/a.hpp"),
                ("scenarios/b.cpp", "models/a.hpp"), ("reports/b.cpp", "sim/explore/a.hpp"),
                ("cli/b.cpp", "reports/a.hpp")):
            self.plant(name, f'#pragma once\n#include "{includes}"\n')
        self.assert_clean()

    def test_includes_are_paths_from_the_root(self):
        self.plant("models/a.hpp", "#pragma once\n")
        self.plant("models/b.cpp", '#include "a.hpp"\n')
        self.assert_found('models/b.cpp:1: "a.hpp"; expected: a file of ours, by its path')

    def test_headers_that_a_layer_must_not_know(self):
        # (header, a folder where it is banned, a folder where it is not)
        for header, banned, allowed in (
                ("chrono", "models", "cli"), ("ctime", "sim/world", "cli"),
                ("random", "models", "tests/witness"), ("iostream", "reports", "cli"),
                ("fstream", "scenarios", "cli"), ("cstdio", "sim/base", "cli"),
                ("thread", "models", "sim/run"), ("tbb/parallel_for.h", "scenarios", "sim/run"),
                ("atomic", "sim/world", "sim/explore"), ("atomic", "models/kafka", "models/engine"),
                ("unordered_set", "sim/explore", "cli"),
                ("unordered_map", "sim/world", "reports"), ("unordered_set", "models", "cli"),
                ("nlohmann/json.hpp", "models", "scenarios"),
                ("nlohmann/json.hpp", "sim/world", "reports"),
                ("valijson/schema.hpp", "scenarios", "tests/schema")):
            with self.subTest(header):
                self.plant(f"{allowed}/b.cpp", f"#include <{header}>\n")
                self.assert_clean()
                self.plant(f"{banned}/b.cpp", f"\n#include <{header}>\n")
                self.assert_found(f"{banned}/b.cpp:2: <{header}>; expected: ")
                self.plant(f"{banned}/b.cpp", "")


class Systems(TidyTest):
    def setUp(self):
        super().setUp()
        for name in ("models/kafka/system.hpp", "models/rabbitmq/system.hpp", "models/engine.hpp",
                     "models/app/database.hpp", "models/engine/engine_of.hpp", "models/rule.hpp",
                     "models/any_plan.hpp", "scenarios/systems/kafka/system.hpp"):
            self.plant(name, "#pragma once\n")

    def includes(self, name, included):
        self.plant(name, f'#pragma once\n#include "{included}"\n')

    def test_a_system_is_known_to_its_own_folders_to_the_list_and_to_tests(self):
        for name, included in (
                ("models/kafka/broker.hpp", "models/kafka/system.hpp"),
                ("scenarios/systems/kafka/reader.hpp", "models/kafka/system.hpp"),
                ("scenarios/systems/all.cpp", "scenarios/systems/kafka/system.hpp"),
                ("tests/witness/a_test.cpp", "models/kafka/system.hpp"),
                ("tests/toy_queue/engine.cpp", "models/engine/engine_of.hpp")):
            self.includes(name, included)
        self.assert_clean()

    def test_nothing_else_includes_a_system(self):
        for name in ("models/b.hpp", "models/engine/b.hpp", "models/rabbitmq/queue.hpp",
                     "models/app/publisher.hpp", "scenarios/reading/scenario.hpp",
                     "scenarios/systems/rabbitmq/reader.hpp", "scenarios/systems/all.cpp",
                     "scenarios/systems/system.hpp", "cli/replay.cpp"):
            with self.subTest(name):
                self.includes(name, "models/kafka/system.hpp")
                self.assert_found(
                    f'{name}:2: "models/kafka/system.hpp"; expected: only models/kafka, ')
                self.plant(name, "#pragma once\n")

    def test_only_the_list_includes_what_scenarios_know_of_a_system(self):
        for name in ("scenarios/reading/scenario.cpp", "cli/run.cpp"):
            with self.subTest(name):
                included = "scenarios/systems/kafka/system.hpp"
                self.includes(name, included)
                self.assert_found(f'{name}:2: "{included}"; expected: only ')
                self.plant(name, "")

    def test_the_application_includes_no_other_part_of_models(self):
        self.includes("models/app/publisher.hpp", "models/app/database.hpp")
        self.assert_clean()
        self.includes("models/app/publisher.hpp", "models/rule.hpp")
        self.assert_found('"models/rule.hpp"; expected: models/app, sim, words')

    def test_roles_know_no_engine(self):
        for included in ("models/engine.hpp", "models/any_plan.hpp", "models/engine/engine_of.hpp"):
            with self.subTest(included):
                self.includes("models/kafka/broker.hpp", included)
                self.assert_found(f'"{included}"; expected: roles know no engine')

    def test_the_templates_of_engines_are_hidden_from_all_above(self):
        self.includes("scenarios/a.cpp", "models/engine.hpp")
        self.includes("models/kafka/engine.cpp", "models/engine/engine_of.hpp")
        self.assert_clean()
        for name in ("scenarios/a.cpp", "cli/a.cpp"):
            with self.subTest(name):
                self.includes(name, "models/engine/engine_of.hpp")
                self.assert_found(f"{name}:2: ")
                self.plant(name, "")

    def test_the_name_of_a_system_is_in_no_shared_file(self):
        for name in ("scenarios/a.cpp", "cli/a.cpp", "models/a.cpp", "models/app/a.cpp",
                     "sim/world/a.cpp", "models/rabbitmq/a.cpp"):
            with self.subTest(name):
                self.plant(name, "auto a = read_kafka();\nKafkaPart part;\n")
                self.assert_found(f"{name}:1: `read_kafka`", f"{name}:2: `KafkaPart`")
                self.plant(name, "")

    def test_a_system_may_be_named_in_its_own_files_in_the_list_in_tests_and_in_texts(self):
        for name in ("models/kafka/a.cpp", "scenarios/systems/kafka/a.cpp",
                     "scenarios/systems/all.cpp", "tests/witness/a_test.cpp"):
            self.plant(name, "auto a = kafka_system();\n")
        self.plant("cli/a.cpp", '// As in Kafka.\nauto a = "/kafka/brokers";\n')
        self.assert_clean()

    def test_a_name_is_of_a_system_if_the_system_is_a_whole_word_of_it(self):
        self.plant("models/redis/list.hpp", "#pragma once\n")
        self.plant("cli/a.cpp", "int redistribute(); int predisposed; struct Rediscovered;\n")
        self.assert_clean()
        self.plant("cli/a.cpp", "int of_redis();\nstruct MyRedisPart;\nint redis;\n")
        self.assert_found("`of_redis`", "`MyRedisPart`", "`redis`")


class Words(TidyTest):
    def test_words_that_are_banned_everywhere(self):
        for word in ("std::hash<int> h;", "std::uniform_int_distribution<> d;", "int n = rand();",
                     "virtual void f();", "std::function<void()> f;", "std::random_device d;"):
            with self.subTest(word):
                self.plant("scenarios/a.cpp", word + "\n")
                self.assert_found("scenarios/a.cpp:1: `")

    def test_floating_point_is_banned_from_world_and_models_only(self):
        self.plant("reports/a.cpp", "double x;\n")
        self.assert_clean()
        for folder, word in (("models", "double"), ("sim/world", "float")):
            self.plant(f"{folder}/a.cpp", f"{word} x;\n")
        self.assert_found("models/a.cpp:1: `double`", "sim/world/a.cpp:1: `float`")

    def test_only_scenarios_reads_json(self):
        self.plant("scenarios/a.cpp", "auto j = Json::parse(text);\n")
        self.assert_clean()
        self.plant("reports/a.cpp", "auto j = nlohmann::json::parse(text);\n")
        self.assert_found("reports/a.cpp:1: `json::parse`")

    def test_using_namespace_is_banned_from_headers(self):
        self.plant("models/a.cpp", "using namespace mqfate;\n")
        self.assert_clean()
        self.plant("models/a.hpp", "#pragma once\nusing namespace mqfate;\n")
        self.assert_found("models/a.hpp:2: `using namespace` in a header")


class Files(TidyTest):
    def test_a_header_begins_with_pragma_once(self):
        self.plant("models/a.hpp", "// What it is.\n#include <vector>\n#pragma once\n")
        self.assert_found("models/a.hpp:1: no guard before the first line of code")

    def test_a_test_is_named_after_what_it_tests(self):
        self.plant("models/kafka/role.cpp", "")
        self.plant("tests/models/kafka/role_test.cpp", "")
        self.plant("tests/models/kafka/slow_role_test.cpp", "")
        self.plant("tests/witness/anything_test.cpp", "")
        self.plant("tests/models/kafka/stage.hpp", "#pragma once\n")
        self.plant("tests/models/kafka/stage_test.cpp", "")
        self.plant("tests/builder.hpp", "#pragma once\n")
        self.plant("tests/models/kafka/builder_test.cpp", "")
        self.assert_clean()
        self.plant("tests/models/kafka/other_test.cpp", "")
        self.assert_found("tests/models/kafka/other_test.cpp:1: no models/kafka/other.hpp or .cpp")

    def test_unfinished_work_and_paths_of_one_machine_are_found_in_any_text(self):
        self.plant("models/README.md", f"{UNDONE}: more\n")
        self.plant("scripts/x", f"cd {WORK}main\n")
        self.plant("models/a.cpp", f'// {UNDONE}\nauto s = "{WORK}a";\n')
        self.assert_found("models/README.md:1: " + UNDONE, "models/a.cpp:1: " + UNDONE,
                          "models/a.cpp:2: a path of one machine",
                          "scripts/x:1: a path of one machine")

    def test_a_file_that_a_comment_names_is_there(self):
        self.plant("models/a.cpp", "// Tested by: tests/models/a_test.cpp.\n")
        self.assert_found("models/a.cpp:1: tests/models/a_test.cpp is named, but is not there")


class Exceptions(TidyTest):
    def test_an_exception_silences_its_finding_and_no_other(self):
        self.plant("models/a.cpp", "double x;\n")
        self.assertEqual(self.findings([("word", "models/a.cpp", "because")]), [])
        self.plant("models/b.cpp", "double x;\n")
        found = self.findings([("word", "models/a.cpp", "because")])
        self.assertEqual(len(found), 1)
        self.assertIn("models/b.cpp:1", found[0])

    def test_an_exception_that_nothing_needs_is_a_finding(self):
        found = self.findings([("word", "models/a.cpp", "because")])
        self.assertEqual(len(found), 1)
        self.assertIn("an exception from word that nothing needs (because)", found[0])


if __name__ == "__main__":
    unittest.main()

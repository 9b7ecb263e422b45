// A file has one system; which one is told by its member.
#include "scenarios/systems/the_system.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/systems/all.hpp"

#include <doctest/doctest.h>

namespace mqfate::scenarios::the_system_test {

struct Chosen {
    std::string key;
    std::string said;
};
/// The choice among the systems of these keys, and the errors about it.
Chosen chosen(const std::string& json, const std::vector<std::string_view>& keys) {
    std::vector<System> systems;
    for (const std::string_view key : keys) {
        System system{};
        system.key = key;
        systems.push_back(system);
    }
    const auto document = Document::parse(json, "file.json");
    REQUIRE(document.has_value());
    Errors errors("file.json");
    Reader root(*document, errors);
    const std::string key(the_system(root, systems).key);
    root.ignore_rest();
    return {key, errors.text()};
}

TEST_CASE("systems: the one whose member is there is the file's") {
    const Chosen second = chosen(R"({"schema_version": 1, "b": {}})", {"a", "b", "c"});
    CHECK(second.key == "b");
    CHECK(second.said.empty());
}

TEST_CASE("systems: two in one file are an error at the second, and the first one is read") {
    const Chosen both = chosen("{\n\"c\": {},\n\"a\": {}}", {"a", "b", "c"});
    CHECK(both.key == "a");
    CHECK(both.said.find("file.json:2:") == 0);
    CHECK(both.said.find("/c: \"a\" is given too; expected one system") != std::string::npos);
}

TEST_CASE("systems: none is an error that names them, or the only one there is") {
    CHECK(chosen("{}", {"a", "b"}).said.find("no system: one of") != std::string::npos);
    const Chosen only = chosen("{}", {"a"});
    CHECK(only.key == "a");
    CHECK(only.said.find("/a: \"a\" is missing") != std::string::npos);
}

TEST_CASE("systems: each has a key of its own, and all that a System needs") {
    std::vector<std::string_view> keys;
    for (const System& system : all_systems()) {
        CAPTURE(system.key);
        CHECK(std::find(keys.begin(), keys.end(), system.key) == keys.end());
        keys.push_back(system.key);
        CHECK((system.read != nullptr));
        CHECK((system.promises != nullptr));
        CHECK((system.weak_spots != nullptr));
        CHECK((system.cost != nullptr));
        CHECK((system.questions != nullptr));
        CHECK((system.confirms != nullptr));
        CHECK((system.keep_messages != nullptr));
        CHECK((system.victims != nullptr));
    }
    CHECK_FALSE(keys.empty());
}

}  // namespace mqfate::scenarios::the_system_test

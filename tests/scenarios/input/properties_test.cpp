#include "scenarios/input/properties.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace mqfate::scenarios::properties_test {

std::vector<FileProperty> read(const std::string& text) {
    const auto all = read_properties(text, "f.properties");
    REQUIRE(all.has_value());
    return *all;
}
using Properties = std::vector<FileProperty>;

TEST_CASE("properties: names end at an equals sign, a colon or blanks") {
    CHECK(read("acks=all") == Properties{{"acks", "all", 1}});
    CHECK(read("acks = all\nacks:1\nacks 0\n\tacks\t:\t-1") ==
          Properties{{"acks", "all", 1}, {"acks", "1", 2}, {"acks", "0", 3}, {"acks", "-1", 4}});
    CHECK(read("a=b=c\na:b:c\na\nb=\n=c") ==
          Properties{{"a", "b=c", 1}, {"a", "b:c", 2}, {"a", "", 3}, {"b", "", 4}, {"", "c", 5}});
}

TEST_CASE("properties: blanks behind a value belong to it, lines end in all three ways") {
    CHECK(read("a=1 \t\r\nb=2\rc=3\n\n\n") ==
          Properties{{"a", "1 \t", 1}, {"b", "2", 2}, {"c", "3", 3}});
}

TEST_CASE("properties: comments begin with # or !, and do not go on in the next line") {
    CHECK(read("# a=1\n  ! b=2\n#c\\\nd=4 # not one\n") == Properties{{"d", "4 # not one", 4}});
}

TEST_CASE("properties: a backslash at the end of a line goes on without the next one's blanks") {
    CHECK(read("a=1,\\\n   2,\\\n\t3\nb=x\\\\\nc=y") ==
          Properties{{"a", "1,2,3", 1}, {"b", "x\\", 4}, {"c", "y", 5}});
    CHECK(read("a\\\n b=1\n") == Properties{{"ab", "1", 1}});
    CHECK(read("a=1\\") == Properties{{"a", "1", 1}});
}

TEST_CASE("properties: escapes are characters, of names too") {
    CHECK(read("a\\=b\\:c\\ d=1\\t2\\n\\q\\u00e9\\u4E2d") ==
          Properties{{"a=b:c d", "1\t2\nq\xc3\xa9\xe4\xb8\xad", 1}});
    for (const char* wrong : {"a=\\u12", "x=1\na=\\u12g4"}) {
        const auto all = read_properties(wrong, "f.properties");
        REQUIRE_FALSE(all.has_value());
        CHECK(all.error().text().find("four hexadecimal digits") != std::string::npos);
    }
}

TEST_CASE("environment: names and values, with or without export and quotes") {
    CHECK(
        read_environment("# one\nA=1\n export B=\"2 3\"\nC='x=y'\nD\nE=\"\nF=\n") ==
        Properties{{"A", "1", 2}, {"B", "2 3", 3}, {"C", "x=y", 4}, {"E", "\"", 6}, {"F", "", 7}});
}

}  // namespace mqfate::scenarios::properties_test

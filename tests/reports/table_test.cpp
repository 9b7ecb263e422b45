#include "reports/table.hpp"

#include <doctest/doctest.h>

namespace mqfate::reports::table_test {

TEST_CASE("table: columns are aligned by what a terminal shows, and no line ends with a space") {
    Table table({"fate", "n", ""}, {false, true, false});
    table.row({"lost", "1,000", "x"});
    table.row({"丢失", "7", ""});
    CHECK(table.text(2) ==
          "  fate      n\n"
          "  lost  1,000  x\n"
          "  丢失      7\n");
}

}  // namespace mqfate::reports::table_test

// The one main of all doctest tests; `mqfate_tests --help` lists what it takes.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

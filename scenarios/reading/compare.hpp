// Comparisons: the product of axes, each a list of values at a JSON Pointer.
//
//     "compare": {
//       "axes": [{"at": "/kafka/producers/shop/config/acks", "name": "acks", "values": ["1",
//       "all"]},
//                {"name": "crash", "at": "/faults", "values": {"process": [...], "power": [...]}}],
//       "exclude": [{"acks": "1", "crash": "power"}]
//     }
// Values are a list, or an object that names each of them. Several pointers may move together:
// "at" is then a list, and each value a list of as many values.
// Tested by: tests/scenarios/reading/compare_test.cpp.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "scenarios/input/document.hpp"
#include "scenarios/input/errors.hpp"
#include "scenarios/input/reader.hpp"

namespace mqfate::scenarios {

struct AxisValue {
    std::string label;
    std::vector<Value> values;  ///< one for each pointer of the axis
};
struct Axis {
    std::string name;
    std::vector<std::string> pointers;
    std::vector<AxisValue> values;
};
struct Comparison {
    std::vector<Axis> axes;
    /// Each names axes and a label of theirs; a row that has them all is left out.
    std::vector<std::vector<std::pair<std::string, std::string>>> exclude;
    bool empty() const { return axes.empty(); }
};

/// One row: which value of each axis, and the document that has them.
struct Row {
    std::vector<std::pair<std::string, std::string>> set;  ///< axis name, label
    Document document;
};

/// Reads the "compare" member; errors go to the reader.
Comparison read_comparison(Reader compare);
/// The rows in the order of the axes, the last one moving fastest.
tl::expected<std::vector<Row>, Errors> rows_of(const Document& document,
                                               const Comparison& comparison);

}  // namespace mqfate::scenarios

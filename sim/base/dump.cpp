#include "sim/base/dump.hpp"

#include <algorithm>

namespace mqfate::detail {

void LeafVisitor::text(std::string_view text) {
    std::string quoted = "\"";
    quoted += text;
    leaf("", quoted += '"');
}

void LeafVisitor::leaf(std::string_view name, std::string value) {
    std::string path = path_;
    path += name;
    leaves.push_back({std::move(path), std::move(value)});
}

void LeafVisitor::enter(const std::string& step) {
    lengths_.push_back(path_.size());
    path_ += step;
}

void LeafVisitor::leave() {
    path_.resize(lengths_.back());
    lengths_.pop_back();
}

std::string lines(const std::vector<Leaf>& leaves) {
    std::string text;
    for (const Leaf& leaf : leaves) text.append(leaf.path).append(": ").append(leaf.value) += '\n';
    return text;
}

// Up to the first difference the paths agree, since what decides on them comes before them; so one
// list of leaves cannot be the beginning of the other.
std::string first_difference(const std::vector<Leaf>& a, const std::vector<Leaf>& b) {
    const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    if (in_a == a.end()) return "";
    return in_a->path + ": " + in_a->value + " vs " + in_b->value;
}

}  // namespace mqfate::detail

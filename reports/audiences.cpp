#include "reports/audiences.hpp"

#include <algorithm>

namespace mqfate::reports {

std::vector<AudienceFates> audience_fates(const Result& result) {
    std::vector<AudienceFates> all;
    const auto counts_of = [&](const std::string& name) -> FateCounts& {
        const auto known = std::find_if(all.begin(), all.end(),
                                        [&](const AudienceFates& a) { return a.name == name; });
        if (known != all.end()) return known->counts;
        return all.emplace_back(AudienceFates{name, {}}).counts;
    };
    for (std::size_t i = 0; i < result.audiences.size(); ++i) {
        FateCounts& sum = counts_of(result.audiences[i]);
        for (const RunSummary& run : result.outcome.runs) {
            if (run.fates.by_audience.empty()) continue;  // there is one destination, and one reads
            const auto& found = run.fates.by_audience.at(i).by_level;
            for (std::size_t l = 0; l < level_count; ++l)
                for (std::size_t f = 0; f < fate_count; ++f) sum.by_level[l][f] += found[l][f];
        }
    }
    if (all.size() < 2) all.clear();
    return all;
}

}  // namespace mqfate::reports

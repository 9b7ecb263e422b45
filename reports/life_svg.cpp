// The life of a message as a drawing, to be read from the back of a room.
//
// Time goes down. It is true, but where nothing happens for long it is cut short, and the line says
// by how much. On the lane of a node lie its copies: in the producer's memory, in the page cache,
// on disk. Tested by: tests/reports/life_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "reports/life.hpp"
#include "reports/words.hpp"

namespace mqfate::reports {

using namespace words::literals;

namespace {

constexpr double lane_width = 260;
constexpr double left_of_lanes = 150;
constexpr double top = 110;
constexpr double row_height = 22;   // a line of text
constexpr double pixels_a_ms = 24;  // where time is not cut short
constexpr double longest_gap = 90;  // pixels; what is longer is cut short
constexpr std::string_view memory_colour = "#7fb2e5";
constexpr std::string_view cache_colour = "#f6b26b";
constexpr std::string_view disk_colour = "#6aa84f";

std::string escaped(std::string_view text) {
    std::string all;
    for (const char c : text) {
        if (c == '&')
            all += "&amp;";
        else if (c == '<')
            all += "&lt;";
        else if (c == '>')
            all += "&gt;";
        else if (c == '"')
            all += "&quot;";
        else
            all += c;
    }
    return all;
}

class Drawing {
public:
    Drawing(const Life& life, const Say& say) : life_(life), say_(say) {
        meet_nodes();
        place_moments();
    }
    std::string drawn() {
        strips();
        lanes();
        for (std::size_t i = 0; i < life_.lines.size(); ++i) line(i);
        return head() + body_ + "</svg>\n";
    }

private:
    struct Moment {
        Instant at;
        std::size_t lines = 0;
        double y = 0;
        bool cut_short = false;  ///< the time before it
    };

    void meet_nodes() {
        const auto meet = [&](NodeId node) {
            if (node != no_node && lane_of(node) == nodes_.size()) nodes_.push_back(node);
        };
        for (const LifeLine& each : life_.lines) {
            meet(each.event.node);
            meet(each.event.peer);
        }
    }
    std::size_t lane_of(NodeId node) const {
        const auto at = std::find(nodes_.begin(), nodes_.end(), node);
        return static_cast<std::size_t>(at - nodes_.begin());
    }
    double x(NodeId node) const {
        return left_of_lanes + lane_width * static_cast<double>(lane_of(node));
    }
    void place_moments() {
        for (const LifeLine& each : life_.lines) {
            moments_.push_back({each.event.at});
            if (each.arrives) moments_.push_back({*each.arrives});
        }
        std::sort(moments_.begin(), moments_.end(),
                  [](const Moment& a, const Moment& b) { return a.at < b.at; });
        moments_.erase(std::unique(moments_.begin(), moments_.end(),
                                   [](const Moment& a, const Moment& b) { return a.at == b.at; }),
                       moments_.end());
        for (const LifeLine& each : life_.lines) {
            Moment& moment = at(each.event.at);
            rows_.push_back(moment.lines++);
        }
        double y = top;
        for (std::size_t i = 0; i < moments_.size(); ++i) {
            if (i > 0) {
                const Moment& before = moments_[i - 1];
                const double gap =
                    static_cast<double>((moments_[i].at - before.at).ns) / 1e6 * pixels_a_ms;
                const double text = static_cast<double>(before.lines) * row_height;
                moments_[i].cut_short = gap > std::max(longest_gap, text);
                y += std::max({std::min(gap, longest_gap), text, row_height / 2});
            }
            moments_[i].y = y;
        }
        bottom_ = y + 4 * row_height;
    }
    Moment& at(Instant instant) {
        return *std::lower_bound(moments_.begin(), moments_.end(), instant,
                                 [](const Moment& m, Instant i) { return m.at < i; });
    }
    double y_of(std::size_t i) {
        return at(life_.lines[i].event.at).y + row_height * static_cast<double>(rows_[i]);
    }

    void strip(NodeId node, double from, double upto, std::string_view colour) {
        body_ += fmt::format(
            "<rect x=\"{:.0f}\" y=\"{:.0f}\" width=\"16\" height=\"{:.0f}\" fill=\"{}\"/>\n",
            x(node) - 8, from, upto - from, colour);
    }
    void strips() {
        for (std::size_t i = 0; i < life_.lines.size(); ++i) {
            const double from = y_of(i);
            const double upto = i + 1 < life_.lines.size() ? y_of(i + 1) : bottom_ - row_height;
            const Copies& copies = life_.lines[i].copies;
            if (copies.producer() != no_node) strip(copies.producer(), from, upto, memory_colour);
            for (const Copies::Copy& copy : copies.copies())
                if (lane_of(copy.node) < nodes_.size())
                    strip(copy.node, from, upto, copy.on_disk ? disk_colour : cache_colour);
        }
    }
    void lanes() {
        for (const NodeId node : nodes_)
            body_ += fmt::format(
                "<line x1=\"{0:.0f}\" y1=\"{1:.0f}\" x2=\"{0:.0f}\" y2=\"{2:.0f}\" "
                "stroke=\"#888\"/>\n<text x=\"{0:.0f}\" y=\"{3:.0f}\" class=\"node\">{4}</text>\n",
                x(node), top - 16, bottom_ - row_height, top - 26,
                escaped(life_.labels.nodes[index(node)]));
        for (std::size_t i = 1; i < moments_.size(); ++i)
            if (moments_[i].cut_short)
                body_ += fmt::format(
                    "<text x=\"20\" y=\"{:.0f}\" class=\"gap\">{}</text>\n",
                    moments_[i].y - row_height,
                    say_("life.gap"_t, {{"time", duration(moments_[i].at - moments_[i - 1].at)}}));
    }
    void line(std::size_t i) {
        const LifeLine& each = life_.lines[i];
        const TraceEvent& event = each.event;
        const double y = y_of(i);
        if (rows_[i] == 0)
            body_ += fmt::format("<text x=\"20\" y=\"{:.0f}\" class=\"time\">{:.3f} ms</text>\n",
                                 y + 5, static_cast<double>(event.at.ns) / 1e6);
        if (event.what == Happening::sent) return arrow(i, y);
        if (event.what == Happening::lost) return;  // its arrow ends in a cross
        const double where = event.node == no_node ? left_of_lanes : x(event.node);
        body_ += fmt::format(
            "<circle cx=\"{:.0f}\" cy=\"{:.0f}\" r=\"4\"/>\n"
            "<text x=\"{:.0f}\" y=\"{:.0f}\" class=\"{}\">{}</text>\n",
            where, y, where + 14, y + 5, each.its_own ? "fact" : "fault", escaped(say_(each.what)));
    }
    void arrow(std::size_t i, double y) {
        const LifeLine& each = life_.lines[i];
        const double from = x(each.event.node);
        double to = x(each.event.peer);
        double end = 0;
        if (each.arrives) {
            end = at(*each.arrives).y;
        } else {
            end = std::max(died(i), y + row_height / 2);
            to = from + (to - from) / 2;
        }
        body_ += fmt::format(
            "<line x1=\"{:.0f}\" y1=\"{:.0f}\" x2=\"{:.0f}\" y2=\"{:.0f}\" "
            "class=\"arrow\"{}/>\n",
            from, y, to, end, each.arrives ? " marker-end=\"url(#head)\"" : "");
        if (!each.arrives)
            body_ += fmt::format(
                "<path d=\"M{0:.0f} {1:.0f} l16 16 m0 -16 l-16 16\" "
                "class=\"cross\"/>\n",
                to - 8, end - 8);
        body_ += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" class=\"message\">{}</text>\n",
                             (from + to) / 2, (y + end) / 2 - 5,
                             escaped(life_.labels.dialect.messages.name(each.event.code)));
    }
    /// Where the first loss after line `i` is that it can be.
    double died(std::size_t i) {
        const TraceEvent& sent = life_.lines[i].event;
        for (std::size_t later = i + 1; later < life_.lines.size(); ++later) {
            const TraceEvent& event = life_.lines[later].event;
            if (event.what == Happening::lost && event.code == sent.code &&
                event.node == sent.node && event.peer == sent.peer)
                return y_of(later);
        }
        return 0;
    }
    std::string head() const {
        const double width = left_of_lanes + lane_width * static_cast<double>(nodes_.size()) + 60;
        std::string text = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
            "width=\"{0:.0f}\" height=\"{1:.0f}\">\n"
            "<style>text{{font:16px sans-serif}}.title{{font-size:20px;font-weight:bold}}"
            ".node{{font-weight:bold;text-anchor:middle}}.time,.gap{{font-size:13px;fill:#555}}"
            ".message{{font-size:14px;text-anchor:middle;fill:#345}}.fault{{fill:#b00;"
            "font-weight:bold}}.arrow{{stroke:#345;stroke-width:2}}.cross{{stroke:#b00;"
            "stroke-width:4;fill:none}}text.fact,text.fault,.message{{paint-order:stroke;"
            "stroke:#fff;stroke-width:4px}}</style>\n"
            "<defs><marker id=\"head\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" "
            "markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\">"
            "<path d=\"M0 0L10 5L0 10z\" fill=\"#345\"/></marker></defs>\n"
            "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
            width, bottom_);
        text += fmt::format("<text x=\"20\" y=\"30\" class=\"title\">{}</text>\n",
                            escaped(say_("run.message"_t, {{"n", life_.message.value + 1},
                                                           {"run", life_.run},
                                                           {"fate", life_.fate}})));
        double x = 20;
        const auto legend = [&](std::string_view colour, words::Text what) {
            text += fmt::format(
                "<rect x=\"{:.0f}\" y=\"44\" width=\"16\" height=\"16\" "
                "fill=\"{}\"/><text x=\"{:.0f}\" y=\"58\">{}</text>\n",
                x, colour, x + 22, say_(what));
            x += 160;
        };
        legend(memory_colour, "life.in_memory"_t);
        legend(cache_colour, "life.in_page_cache"_t);
        legend(disk_colour, "life.on_disk"_t);
        return text;
    }

    const Life& life_;
    const Say& say_;
    std::vector<NodeId> nodes_;  // by lane
    std::vector<Moment> moments_;
    std::vector<std::size_t> rows_;  // of each line, which it is at its moment
    double bottom_ = 0;
    std::string body_;
};

}  // namespace

std::string life_svg(const Life& life, const Say& say) { return Drawing(life, say).drawn(); }

}  // namespace mqfate::reports

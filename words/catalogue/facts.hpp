// What happens to one message, in a timeline and in what a step of a story brings about.
#pragma once

#include <array>

#include "words/phrase.hpp"

namespace mqfate::words {

inline constexpr std::array fact_texts{
    Text{"fact.published", "the application publishes it", "应用发布它"},
    Text{"fact.confirmed", "tells the application: success", "告知应用：成功"},
    Text{"fact.rejected", "tells the application: failure", "告知应用：失败"},
    Text{"fact.let_go", "lets it go: no answer is asked for", "不再过问：没有要求应答"},
    Text{"fact.sent_again", "sends it again", "重发它"},
    Text{"fact.appended", "appends it to the queue", "把它追加到队列"},
    Text{"fact.copied", "takes a copy of it", "复制一份"},
    Text{"fact.removed", "loses its copy: {cause}", "失去它的副本：{cause}"},
    Text{"fact.never_arrived", "its copy on the way is lost", "途中的副本丢失"},
    Text{"fact.delivered", "hands it to the application", "把它交给应用"},
    Text{"fact.applied", "the effect takes place", "效果发生"},
    Text{"fact.retired", "lets go of it: it was acknowledged", "放手：它已被确认"},
    Text{"fact.restored", "has it again: the ack is forgotten", "它又出现了：确认已被遗忘"},
    Text{"fact.parked", "parks it in a dead-letter queue", "把它放进死信队列"},
    Text{"fact.passed_over", "will not hand it over any more: {cause}", "不再投递它：{cause}"},
    Text{"fact.undone", "the effect is undone: {cause}", "效果被撤销：{cause}"},

    Text{"event.sent", "{message} to {peer}", "向 {peer} 发送 {message}"},
    Text{"event.sends", "sends {message} to {peer}", "向 {peer} 发送 {message}"},
    Text{"event.lost", "{message} to {peer} is lost", "发往 {peer} 的 {message} 丢失"},
    Text{"event.synced", "it is on disk now", "它已刷盘"},
    Text{"event.restarted", "starts again", "重新启动"},
    Text{"event.started", "starts", "启动"},
    Text{"event.shut_down", "is told to shut down", "收到关闭请求"},
    Text{"event.exited", "has shut down", "已正常关闭"},
    Text{"event.process_died", "its process dies (the page cache lives on)",
         "进程死亡（页缓存仍在）"},
    Text{"event.power_lost", "loses power, and its page cache with it", "断电，页缓存随之消失"},
    Text{"event.disk_lost", "loses its disk", "磁盘损毁"},
    Text{"event.page_cache_lost",
         "its process dies, and the page cache with it (the host lives on)",
         "进程死亡，页缓存随之消失（主机仍在）"},
    Text{"event.paused", "stands still", "停顿"},
    Text{"event.resumed", "goes on", "恢复运行"},
    Text{"event.cut", "the network is cut", "网络断开"},
    Text{"event.healed", "the network heals", "网络恢复"},
    Text{"event.drain", "faults stop, everything restarts", "故障停止，全部重新启动"},

    Text{"copies.memory", "memory{nodes}", "内存{nodes}"},
    Text{"copies.page_cache", "page cache{nodes}", "页缓存{nodes}"},
    Text{"copies.disk", "disk{nodes}", "磁盘{nodes}"},
    Text{"copies.nowhere", "nowhere", "无处可寻"},
    Text{"timeline.left_out", "... {n} more lines", "…… 另有 {n} 行"},

    // The life of one message: `run --message`.
    Text{"life.nothing_new", "gets {message} from {peer}: nothing new",
         "收到 {peer} 的 {message}：没有新内容"},
    Text{"life.because", "since {cause}", "因为{cause}"},
    Text{"life.on_arrival", "{message} from {peer} arrived", "{peer} 的 {message} 到达"},
    Text{"life.on_timer", "{timer} fired", "{timer} 触发"},
    Text{"life.on_timer_since", "{timer} fired, set at {instant}",
         "{timer} 触发（设于 {instant}）"},
    Text{"life.gap", "... {time} ...", "…… {time} ……"},
    Text{"life.in_memory", "memory", "内存"},
    Text{"life.in_page_cache", "page cache", "页缓存"},
    Text{"life.on_disk", "disk", "磁盘"},
    Text{"life.both", "{trigger}; {cause}", "{trigger}；{cause}"},

    // Every step of a run: `run --steps`.
    Text{"steps.sent", "sends", "发送"},
    Text{"steps.delivered", "gets", "收到"},
    Text{"steps.lost", "loses", "丢失"},
    Text{"steps.disconnected", "disconnected", "连接断开"},
    Text{"steps.fired", "fires", "触发"},
    Text{"steps.noted", "notes", "记录"},
    Text{"steps.synced", "synced", "刷盘"},
    Text{"steps.started", "starts", "启动"},
    Text{"steps.crashed", "crashes", "崩溃"},
    Text{"steps.shut_down", "shutdown", "关闭"},
    Text{"steps.exited", "exits", "退出"},
    Text{"steps.paused", "pauses", "停顿"},
    Text{"steps.resumed", "resumes", "恢复"},
    Text{"steps.cut", "cut", "断网"},
    Text{"steps.healed", "heal", "网络恢复"},
    Text{"steps.drain", "drain", "收尾"},
    Text{"steps.from", " from {peer}", " ← {peer}"},
    Text{"steps.to", " to {peer}", " → {peer}"},
};

}  // namespace mqfate::words

#include "scenarios/systems/kafka/rules.hpp"

#include "models/kafka/system.hpp"

namespace mqfate::scenarios {
namespace {

Question rule(kafka::Rule which) {
    const auto number = static_cast<std::uint8_t>(which);
    const ModelRule& of_model = kafka::Model::rules()[number];
    Question question;
    question.property = {of_model.name, Property::Kind::always};
    question.of = of_model.of_a_step ? Question::Of::step : Question::Of::world;
    question.rule = number;
    return question;
}

}  // namespace

const std::vector<NamedQuestion>& rules_of_replicas() {
    using kafka::Rule;
    static const std::vector<NamedQuestion> all{
        {.key = "logs-agree", .question = rule(Rule::logs_agree), .usual = true},
        {.key = "epochs-agree", .question = rule(Rule::epochs_agree), .usual = true},
        {.key = "one-leader-an-epoch", .question = rule(Rule::one_leader_an_epoch), .usual = true},
        {.key = "watermark-rises", .question = rule(Rule::watermark_rises), .usual = true},
        {.key = "weak-isr", .question = rule(Rule::weak_isr)},
        {.key = "strong-isr", .question = rule(Rule::strong_isr)},
        {.key = "leader-complete", .question = rule(Rule::leader_complete)},
    };
    return all;
}

}  // namespace mqfate::scenarios

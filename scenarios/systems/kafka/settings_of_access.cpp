// Settings of Kafka 4.1 that say who may speak to whom, and how it is protected.
#include "models/kafka/words.hpp"
#include "scenarios/systems/kafka/known_settings.hpp"

namespace mqfate::scenarios {
namespace {

using namespace kafka::literals;

constexpr SettingsWithoutEffect settings_of_access_table[] = {
    {Whose::producers | Whose::consumers, "kafka.why.security"_k,
     "sasl.mechanism sasl.oauthbearer.header.urlencode security.protocol"},
    {Whose::brokers, "kafka.why.security"_k,
     "authorizer.class.name connection.failed.authentication.delay.ms "
     "connections.max.reauth.ms delegation.token.expiry.check.interval.ms "
     "delegation.token.expiry.time.ms delegation.token.max.lifetime.ms "
     "delegation.token.secret.key principal.builder.class sasl.enabled.mechanisms "
     "sasl.kerberos.principal.to.local.rules sasl.mechanism.controller.protocol "
     "sasl.mechanism.inter.broker.protocol sasl.server.callback.handler.class "
     "sasl.server.max.receive.size security.inter.broker.protocol ssl.allow.dn.changes "
     "ssl.allow.san.changes ssl.client.auth ssl.principal.mapping.rules"},
    {Whose::producers | Whose::consumers | Whose::brokers, "kafka.why.security"_k,
     "sasl.client.callback.handler.class sasl.jaas.config sasl.kerberos.kinit.cmd "
     "sasl.kerberos.min.time.before.relogin sasl.kerberos.service.name "
     "sasl.kerberos.ticket.renew.jitter sasl.kerberos.ticket.renew.window.factor "
     "sasl.login.callback.handler.class sasl.login.class sasl.login.connect.timeout.ms "
     "sasl.login.read.timeout.ms sasl.login.refresh.buffer.seconds "
     "sasl.login.refresh.min.period.seconds sasl.login.refresh.window.factor "
     "sasl.login.refresh.window.jitter sasl.login.retry.backoff.max.ms "
     "sasl.login.retry.backoff.ms sasl.oauthbearer.assertion.algorithm "
     "sasl.oauthbearer.assertion.claim.aud sasl.oauthbearer.assertion.claim.exp.seconds "
     "sasl.oauthbearer.assertion.claim.iss sasl.oauthbearer.assertion.claim.jti.include "
     "sasl.oauthbearer.assertion.claim.nbf.seconds sasl.oauthbearer.assertion.claim.sub "
     "sasl.oauthbearer.assertion.file sasl.oauthbearer.assertion.private.key.file "
     "sasl.oauthbearer.assertion.private.key.passphrase "
     "sasl.oauthbearer.assertion.template.file sasl.oauthbearer.client.credentials.client.id "
     "sasl.oauthbearer.client.credentials.client.secret sasl.oauthbearer.clock.skew.seconds "
     "sasl.oauthbearer.expected.audience sasl.oauthbearer.expected.issuer "
     "sasl.oauthbearer.jwks.endpoint.refresh.ms "
     "sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms "
     "sasl.oauthbearer.jwks.endpoint.retry.backoff.ms sasl.oauthbearer.jwks.endpoint.url "
     "sasl.oauthbearer.jwt.retriever.class sasl.oauthbearer.jwt.validator.class "
     "sasl.oauthbearer.scope sasl.oauthbearer.scope.claim.name sasl.oauthbearer.sub.claim.name "
     "sasl.oauthbearer.token.endpoint.url security.providers ssl.cipher.suites "
     "ssl.enabled.protocols ssl.endpoint.identification.algorithm ssl.engine.factory.class "
     "ssl.key.password ssl.keymanager.algorithm ssl.keystore.certificate.chain "
     "ssl.keystore.key ssl.keystore.location ssl.keystore.password ssl.keystore.type "
     "ssl.protocol ssl.provider ssl.secure.random.implementation ssl.trustmanager.algorithm "
     "ssl.truststore.certificates ssl.truststore.location ssl.truststore.password "
     "ssl.truststore.type"},
};

}  // namespace

std::span<const SettingsWithoutEffect> settings_of_access() { return settings_of_access_table; }

}  // namespace mqfate::scenarios

package io.quillmesh.agent.card;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.kafka.AgentProvisioning;
import io.quillmesh.agent.kafka.CardTopic;
import io.quillmesh.agent.model.ModelProperties;
import io.quillmesh.schemas.AgentCard;
import io.quillmesh.schemas.BuiltInAgents;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/**
 * Introduces an agent with the {@link AgentCard} that is a bean beside its binding. The mesh's own
 * agents need none: theirs are known.
 */
@AutoConfiguration
@ConditionalOnBean(AgentBinding.class)
class CardAutoConfiguration {

  @Bean
  Introduction introduction(
      AgentBinding<?, ?> binding,
      ObjectProvider<AgentCard> cards,
      ModelProperties model,
      AgentProvisioning provisioning,
      CardTopic topic) {
    AgentCard declared = cards.getIfUnique();
    Optional<AgentCard> card =
        Optional.ofNullable(declared)
            .or(() -> BuiltInAgents.card(binding.agent()))
            .map(known -> withModel(known, model.name()));
    return new Introduction(
        binding.agent(),
        new Introduction.Steps() {
          @Override
          public void prepare() {
            if (declared != null) {
              provisioning.provide(binding);
            }
          }

          @Override
          public boolean publish() {
            return card.isPresent() && provisioning.retry(() -> topic.publish(card.get()));
          }

          @Override
          public boolean withdraw() {
            return provisioning.withdraw(binding.agent());
          }
        });
  }

  private static AgentCard withModel(AgentCard card, @Nullable String model) {
    return AgentCard.newBuilder(card).setModel(model == null ? "" : model).build();
  }
}

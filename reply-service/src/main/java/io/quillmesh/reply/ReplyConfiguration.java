package io.quillmesh.reply;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.prompt.PromptTemplates;
import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Requests of the gateway in, replies out. */
@Configuration(proxyBeanMethods = false)
class ReplyConfiguration {

  @Bean
  AgentBinding<AgentRequested, ReplyComposed> replyAgent(PromptTemplates prompts) {
    return new AgentBinding<>(
        Agents.REPLY,
        Groups.REPLY_SERVICE,
        Topics.REQUESTS,
        Topics.REPLIES,
        AgentRequested::getTurn,
        new ReplyAgent(prompts.load("reply")));
  }
}

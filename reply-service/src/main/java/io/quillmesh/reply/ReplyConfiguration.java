package io.quillmesh.reply;

import io.quillmesh.agent.AgentBinding;
import io.quillmesh.agent.prompt.Prompts;
import io.quillmesh.schemas.Agent;
import io.quillmesh.schemas.Groups;
import io.quillmesh.schemas.ReplyComposed;
import io.quillmesh.schemas.ReplyRequested;
import io.quillmesh.schemas.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pairs of context and article in, replies out. */
@Configuration(proxyBeanMethods = false)
class ReplyConfiguration {

  @Bean
  AgentBinding<ReplyRequested, ReplyComposed> replyAgent(Prompts prompts) {
    return new AgentBinding<>(
        Agent.REPLY,
        Groups.REPLY_SERVICE,
        Topics.REPLY_REQUESTS,
        Topics.REPLIES,
        ReplyRequested::getTurn,
        new ReplyAgent(prompts.load("reply")));
  }
}

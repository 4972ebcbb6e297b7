package io.quillmesh.gateway;

import io.quillmesh.schemas.Budgets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** How much clients may ask for. {@code application.yml} explains each setting. */
@ConfigurationProperties("quillmesh.edge")
public record EdgeProperties(
    @DefaultValue Sizes sizes,
    @DefaultValue Rates rates,
    @DefaultValue Crowd crowd,
    @DefaultValue Queue queue,
    @DefaultValue Times times) {

  /**
   * Maximum sizes.
   *
   * @param message a person's message, UTF-8, after decoding; 16 KB at most
   * @param article an edited article, UTF-8, after decoding; 200 KB at most
   * @param frame a text frame, in UTF-16 units
   * @param runInput the body of {@code POST /v1/agent}, which a stock client fills with the history
   * @param body any other body
   */
  public record Sizes(
      @DefaultValue("16KB") DataSize message,
      @DefaultValue("200KB") DataSize article,
      @DefaultValue("524288") int frame,
      @DefaultValue("4MB") DataSize runInput,
      @DefaultValue("16KB") DataSize body) {

    /** The most that an event on the topics may contain. */
    private static final DataSize LARGEST_MESSAGE = DataSize.ofBytes(Budgets.MESSAGE);

    private static final DataSize LARGEST_ARTICLE = DataSize.ofBytes(Budgets.ARTICLE);

    public Sizes {
      if (message.compareTo(LARGEST_MESSAGE) > 0 || article.compareTo(LARGEST_ARTICLE) > 0) {
        throw new IllegalArgumentException(
            "quillmesh.edge.sizes.message is 16KB at most, sizes.article 200KB: conversations take"
                + " no more");
      }
      positive("sizes.message", message.toBytes());
      positive("sizes.article", article.toBytes());
      positive("sizes.run-input", runInput.toBytes());
      positive("sizes.body", body.toBytes());
      if (frame <= Math.max(message.toBytes(), article.toBytes())) {
        throw new IllegalArgumentException(
            "quillmesh.edge.sizes.frame must be above sizes.message and sizes.article: their JSON"
                + " is longer than they are");
      }
    }
  }

  /**
   * Maximum rates and numbers for one client.
   *
   * @param messages frames per second from one connection
   * @param burst how many frames at once
   * @param connections open connections of one subject
   * @param conversations new conversations of one subject per minute
   */
  public record Rates(
      @DefaultValue("20") int messages,
      @DefaultValue("40") int burst,
      @DefaultValue("32") int connections,
      @DefaultValue("60") int conversations) {

    public Rates {
      positive("rates.messages", messages);
      positive("rates.burst", burst);
      positive("rates.connections", connections);
      positive("rates.conversations", conversations);
    }
  }

  /**
   * How many strangers an instance accepts. If sessions are anonymous, a new subject costs nothing,
   * but a new address does.
   *
   * @param connections in total; null for as many as fit into the heap
   * @param connectionsPerAddress from one address; null for a quarter of all
   * @param sessionsPerAddress new anonymous sessions from one address per minute
   * @param conversationsPerAddress new conversations from one address per minute
   */
  public record Crowd(
      @Nullable Integer connections,
      @Nullable Integer connectionsPerAddress,
      @DefaultValue("600") int sessionsPerAddress,
      @DefaultValue("600") int conversationsPerAddress) {

    public Crowd {
      positive("crowd.connections", connections == null ? 1 : connections);
      positive(
          "crowd.connections-per-address",
          connectionsPerAddress == null ? 1 : connectionsPerAddress);
      positive("crowd.sessions-per-address", sessionsPerAddress);
      positive("crowd.conversations-per-address", conversationsPerAddress);
    }
  }

  /**
   * How much may wait for one slow client before it is dropped. A client that has missed as much as
   * possible gets it all at once, and this must fit.
   *
   * @param frames how many frames
   * @param memory how much memory they take, two bytes per character
   */
  public record Queue(@DefaultValue("20000") int frames, @DefaultValue("16MB") DataSize memory) {

    public Queue {
      positive("queue.frames", frames);
      positive("queue.memory", memory.toBytes());
    }
  }

  /**
   * Intervals and timeouts.
   *
   * @param ping time between two pings of a WebSocket; after two pings without a pong it is dropped
   * @param keepAlive time between two comments of a silent event stream
   * @param send time for one frame to a client
   * @param answer time until a conversation is shown, and until the broker acknowledges a command
   */
  public record Times(
      @DefaultValue("25s") Duration ping,
      @DefaultValue("15s") Duration keepAlive,
      @DefaultValue("20s") Duration send,
      @DefaultValue("30s") Duration answer) {

    public Times {
      positive("times.ping", ping.toMillis());
      positive("times.keep-alive", keepAlive.toMillis());
      positive("times.send", send.toMillis());
      positive("times.answer", answer.toMillis());
    }
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("quillmesh.edge." + name + " must be above zero");
    }
  }
}

package io.quillmesh.gateway.socket;

import io.quillmesh.gateway.protocol.CloseCode;
import io.quillmesh.gateway.session.Identity;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Ends connections when their token expires. */
@Component
class TokenExpiry implements DisposableBean {
  private final Clock clock;
  private final ScheduledThreadPoolExecutor timer;

  TokenExpiry(Clock clock) {
    this.clock = clock;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("edge-expiry").daemon().factory());
    // A token may be valid for weeks, and its connection may last a minute.
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Ends a connection with 4401 when its token expires.
   *
   * @return stops watching
   */
  Runnable watch(Identity identity, SocketConnection connection) {
    long left = Duration.between(clock.instant(), identity.expiresAt()).toMillis();
    ScheduledFuture<?> end =
        timer.schedule(
            () -> connection.close(CloseCode.TOKEN.because("the token has expired: renew it")),
            Math.max(0, left),
            TimeUnit.MILLISECONDS);
    return () -> end.cancel(false);
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}

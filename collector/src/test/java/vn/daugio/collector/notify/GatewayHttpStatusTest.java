package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.daugio.collector.notify.Notifier.Delivery;

/** What each status means to every channel that asks by HTTP. */
class GatewayHttpStatusTest {
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);
  private static final Set<Integer> TO_MEND = Set.of(401, 403, 404);

  @Test
  void everyStatusHasItsCategory() {
    Duration after = Duration.ofSeconds(7);
    for (int status = 300; status < 600; status++) {
      Delivery delivery = GatewayHttp.judge("n", status, after);
      String why = "n: HTTP " + status;
      if (status >= 500 || PASSING.contains(status)) {
        assertThat(delivery).isEqualTo(new Delivery.RetryLater(why, after));
      } else if (status < 400 || TO_MEND.contains(status)) {
        assertThat(delivery).isEqualTo(new Delivery.Misconfigured(why));
      } else {
        assertThat(delivery).isEqualTo(new Delivery.Permanent(why));
      }
    }
  }
}

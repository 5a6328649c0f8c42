package vn.daugio.agent.check.system;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.Usual;
import vn.daugio.agent.probe.HtmlTitle;
import vn.daugio.agent.probe.HttpAnswer;
import vn.daugio.agent.probe.HttpGet;
import vn.daugio.agent.probe.Sha256;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/** Whether the page that a visit reached is the one that is meant, by its texts and its title. */
final class PageJudgement {
  private static final String TITLE = "title";

  /** Of a title that somebody else may have written, what a person has to see of it. */
  private static final int SHOWN = 80;

  private static final int SHOWN_ADDRESS = 120;

  private final WebVisit visit;
  private final LastReading last;
  private final Finding.Builder finding;

  PageJudgement(WebVisit visit, LastReading last, Finding.Builder finding) {
    this.visit = visit;
    this.last = last;
    this.finding = finding;
  }

  /** What was remembered stays remembered when no page was reached this time. */
  static void keep(Finding.Builder finding, LastReading last) {
    Usual.keep(finding, last, TITLE);
  }

  void judge(HttpAnswer answer, Instant now) {
    Access.WebDetail detail = visit.detail();
    finding.fact("status", Integer.toString(answer.status()));
    boolean ok = 200 <= answer.status() && answer.status() < 300;
    boolean followed = visit.redirects() > 0;
    if (!StatusRanges.accept(visit.web().status(), answer.status()) && !(followed && ok)) {
      finding.fail(Reason.SYSTEM_STATUS_UNEXPECTED);
    }
    @Nullable String text = visit.web().text();
    String body = composed(answer.body());
    if (text != null && !body.contains(composed(text))) {
      finding.fail(Reason.SYSTEM_TEXT_MISSING);
    }
    @Nullable String login = detail.loginText();
    if (login != null && !body.contains(composed(login))) {
      finding.fail(Reason.SYSTEM_LOGIN_PAGE_MISSING);
    }
    if (followed) {
      finding.fact("reached", shown(visit.at()));
    }
    @Nullable String demanded = detail.redirectTo();
    if (demanded != null && !Redirect.isAt(visit.at(), demanded)) {
      finding.fail(Reason.SYSTEM_REDIRECT_MISSING);
    }
    if (ok) {
      title(HtmlTitle.of(answer.body()), now);
    } else {
      keep(finding, last);
    }
  }

  /** Without what stands behind the question mark, which may be somebody's session. */
  private static String shown(URI page) {
    String address = page.getScheme() + "://" + HttpGet.host(page) + page.getRawPath();
    return DeviceText.clean(address, SHOWN_ADDRESS);
  }

  private void title(Optional<String> title, Instant now) {
    Access.WebDetail detail = visit.detail();
    String now256 = sha256(title.orElse(""));
    @Nullable String wanted = detail.title();
    @Nullable String wanted256 = wanted == null ? detail.titleSha256() : sha256(tidy(wanted));
    boolean changed = false;
    if (wanted256 != null) {
      changed = !wanted256.equals(now256);
      if (changed) {
        finding.fail(Reason.SYSTEM_TITLE_CHANGED);
      }
    } else if (!detail.titleVaries()) {
      changed = Usual.isAnother(finding, last, new Usual.Seen(TITLE, now256, now));
      if (changed) {
        finding.warn(Reason.SYSTEM_TITLE_CHANGED);
      }
    }
    if (changed) {
      finding.fact("title", DeviceText.clean(title.orElse(""), SHOWN));
      finding.fact("titleSha256", now256);
    }
  }

  private static String tidy(String title) {
    return title.replaceAll("\\s+", " ").strip();
  }

  private static String sha256(String title) {
    return HexFormat.of().formatHex(Sha256.of(composed(title).getBytes(StandardCharsets.UTF_8)));
  }

  /** Vietnamese letters may be written composed or decomposed. */
  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}

package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clerk copies from the documentation works. */
class PhoneChannelsDocTest {
  private static final Path DOC = Path.of("../docs/phone-channels.md");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern FILE = Pattern.compile("(?:-file:|token:) ([a-z][a-z-]*)");

  @Test
  void everyExampleIsAConfigurationThatIsFine(@TempDir Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    for (String example : examples()) {
      Matcher files = FILE.matcher(example);
      while (files.find()) {
        Files.writeString(folder.resolve(files.group(1)), "1234567890abcdef");
      }
      ConfigReading read = ConfigReading.of(folder, example);
      assertThat(read.problems()).as(example).isEmpty();
      read.notifiers().forEach(notifier -> names.add(notifier.name()));
    }
    assertThat(names)
        .containsExactly(
            "zalo-bot:to-ung-cuu",
            "sms-gateway:sms",
            "sms-gateway:sms-vnpt",
            "sms-modem:sim",
            "zalo-oa:zns",
            "zalo-bot:to-ung-cuu",
            "telegram:du-phong");
  }

  @Test
  void everyChannelToPeopleHasItsSection() throws IOException {
    String doc = Files.readString(DOC);
    for (Channel channel :
        List.of(
            Channel.ZALO_BOT,
            Channel.SMS_GATEWAY,
            Channel.SMS_MODEM,
            Channel.ZALO_OA,
            Channel.TELEGRAM)) {
      assertThat(doc).contains("\n## " + channel.code() + "\n");
    }
  }

  private static List<String> examples() throws IOException {
    return EXAMPLE.matcher(Files.readString(DOC)).results().map(one -> one.group(1)).toList();
  }
}

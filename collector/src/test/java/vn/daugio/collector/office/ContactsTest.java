package vn.daugio.collector.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.collector.office.Contact.Rank;
import vn.daugio.collector.office.Contact.Way;
import vn.daugio.protocol.ConfigException;

class ContactsTest {
  private static final String GOOD =
      """
      province: nghe-an
      contacts:
        - {role: province, label: "Trực ban IOC tỉnh", phone: "0238 3800 100", email: truc-ban@ioc.example.vn}
        - {role: supplier, label: "Tổ đối ứng nhà mạng", phone: "18001166"}
        - {role: supplier, rank: deputy, label: "Phó tổ đối ứng nhà mạng", phone: "119"}
      communes:
        dai-dong:
          name: "Xã Đại Đồng"
          contacts:
            - {role: response-team, rank: deputy, label: "Tổ phó Tổ ứng cứu", sms: "84912000002"}
            - {role: response-team, rank: main, label: "Tổ trưởng Tổ ứng cứu", phone: "0238 3800 113", zalo-chat: a1b2, sms: 84912000001, telegram-chat: "-1001"}
          sites:
            tru-so: {name: "Trụ sở", contact: "Tổ ứng cứu xã"}
            tram:
              name: "Trạm"
              contact: "Trạm"
              contacts: [{role: response-team, label: "Tổ ứng cứu của trạm", zalo-user: u1}]
        khac:
          name: "Xã Khác"
          sites:
            tru-so: {name: "Trụ sở", contact: "Văn phòng, 0238 3800 200"}
            trong: {name: "Trống", contact: " "}
      """;
  private static final String AT = "communes.dai-dong.contacts[1]";

  private static Office read(String yaml) {
    return OfficeFile.of("plan.yaml", YamlFile.parse("plan.yaml", yaml));
  }

  @Test
  void theMainOneComesFirstAndTheNearestLevelAnswers() {
    Office office = read(GOOD);
    assertThat(office.contacts("dai-dong/tru-so", Role.RESPONSE_TEAM))
        .extracting(Contact::label)
        .containsExactly("Tổ trưởng Tổ ứng cứu", "Tổ phó Tổ ứng cứu");
    assertThat(office.contacts("dai-dong/tram", Role.RESPONSE_TEAM))
        .containsExactly(
            new Contact(
                Role.RESPONSE_TEAM,
                Rank.MAIN,
                "Tổ ứng cứu của trạm",
                "",
                Map.of(Way.ZALO_USER, "u1")));
    assertThat(office.contacts("dai-dong/tram", Role.PROVINCE))
        .extracting(Contact::phone)
        .containsExactly("0238 3800 100");
    assertThat(office.contacts("khac/tru-so", Role.RESPONSE_TEAM)).isEmpty();
    assertThat(office.contacts("toan-tinh/toan-tinh", Role.SUPPLIER)).hasSize(2);
  }

  @Test
  void allAddressesAreRead() {
    Contact main = read(GOOD).contacts("dai-dong/tru-so", Role.RESPONSE_TEAM).get(0);
    assertThat(main.addresses())
        .isEqualTo(
            Map.of(Way.ZALO_CHAT, "a1b2", Way.SMS, "84912000001", Way.TELEGRAM_CHAT, "-1001"));
    assertThat(main.words()).isEqualTo("Tổ trưởng Tổ ứng cứu, 0238 3800 113");
    assertThat(main).hasToString("Contact[response-team main]");
  }

  @Test
  void anOwnerIsAlwaysKnown() {
    Office office = read(GOOD);
    assertThat(office.owner("dai-dong/tru-so").words())
        .isEqualTo("Tổ trưởng Tổ ứng cứu, 0238 3800 113");
    assertThat(office.owner("khac/tru-so").words()).isEqualTo("Văn phòng, 0238 3800 200");
    assertThat(office.owner("khac/trong").words()).isEqualTo("Tổ ứng cứu công nghệ");
    assertThat(office.owner("khong/co").words()).isEqualTo("Tổ ứng cứu công nghệ");
  }

  @Test
  void aRoleWithoutADeputyIsRemarkedUpon() {
    assertThat(read(GOOD).contacts().warnings())
        .containsExactly(
            "contacts of the province: province has no deputy contact",
            "contacts of dai-dong/tram: response-team has no deputy contact");
    assertThat(read(GOOD.replace("rank: main", "rank: deputy")).contacts().warnings())
        .contains("contacts of dai-dong: response-team has no main contact");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role: response-team, rank: main | role: responce-team, rank: main | AT.role: unknown role 'responce-team'; did you mean 'response-team'?",
        "rank: main | rank: first | AT.rank: main or deputy is expected, not 'first'",
        "rank: deputy | rank: main | AT: a second main contact of response-team",
        "0238 3800 113 | gọi sau | AT.phone: a number like 0238 3800 113 is expected",
        "84912000001 | 0912000001 | AT.sms: a mobile number with its country code like 84912… is expected",
        "zalo-chat: a1b2 | zalo-chat: a b | AT.zalo-chat: an id of letters, digits, - and _ is expected",
        "zalo-chat: a1b2 | zalo: a1b2 | AT: unknown key 'zalo'; known keys: email, label, phone, rank, role, sms, telegram-chat, zalo-chat, zalo-user",
        "truc-ban@ioc.example.vn | truc-ban@ioc | contacts[0].email: an address like to-ung-cuu@xa.example.vn is expected",
        ", zalo-user: u1 | '' | communes.dai-dong.sites.tram.contacts[0]: has neither a phone nor an address: nobody can be reached",
      })
  void aMistakeIsTold(String good, String bad, String message) {
    assertThat(GOOD).contains(good);
    ConfigException e =
        catchThrowableOfType(ConfigException.class, () -> read(GOOD.replace(good, bad)));
    assertThat(e.problems()).contains(message.replace("AT", AT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tổ trưởng: ông Hoàng Văn A",
        "Bà Lan",
        "đ/c Hùng",
        "Mr. Smith",
        "Tổ trưởng 0912000001",
        "a@example.vn"
      })
  void aLabelIsARoleAndNoPerson(String label) {
    ConfigException e =
        catchThrowableOfType(
            ConfigException.class, () -> read(GOOD.replace("Tổ trưởng Tổ ứng cứu", label)));
    assertThat(e.problems())
        .containsExactly(
            AT + ".label: a role is expected here, without a person's name, number or address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Trực ban 24/7", "Quầy 3 Bộ phận Một cửa", "Cán bộ chuyên trách"})
  void aUnitMayHaveItsNumber(String label) {
    Office office = read(GOOD.replace("Tổ trưởng Tổ ứng cứu", label));
    assertThat(office.owner("dai-dong/tru-so").label()).isEqualTo(label);
  }

  @Test
  void allMistakesAreToldAtOnceAndNoAddressIsRepeated() {
    String yaml =
        GOOD.replace("truc-ban@ioc.example.vn", "secret@nowhere").replace("84912000001", "0912");
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    assertThat(e.problems()).hasSize(2);
    assertThat(e.getMessage()).doesNotContain("secret", "0912");
  }
}

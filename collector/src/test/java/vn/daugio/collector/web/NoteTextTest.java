package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gọi 0912 345 678 | looks_like_phone",
        "gọi 0238.3800.113 gấp | looks_like_phone",
        "(0238) 3800113 | looks_like_phone",
        "+84 912-345-678 | looks_like_phone",
        "máy 12 0912345678 | looks_like_phone",
        "84912345678 | looks_like_phone",
        "tổng đài 18001166 | looks_like_phone",
        "０９１２３４５６７８ | looks_like_phone",
        "thư ten@xa.gov.vn | looks_like_mail",
        "router 192.168.1.1 hỏng | looks_like_address",
        "fe80::1 | looks_like_address",
        "2001:db8:1:2:3:4:5:6 | looks_like_address"
      })
  void numbersAndAddressesOfPeopleAreRefused(String text, String reason) {
    assertThat(NoteText.refusal(text)).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Đã thay dây mạng OC-Q1-02, 07 giờ 30 ngày 24/11/2026",
        "2026-11-24 07:30:15 nhà mạng nhận phiếu 4512",
        "từ 04.11.2026 08.30",
        "cổng 8443, VLAN 120, 3 máy, 1.215.232 trang",
        "bản 0.1.2, mẫu 12.4.1",
        "a: b: c"
      })
  void codesDatesAndTimesAreTaken(String text) {
    assertThat(NoteText.refusal(text)).isEmpty();
  }

  @Test
  void aTextHasOneToFiveHundredCharacters() {
    assertThat(NoteText.refusal(NoteText.clean(" \u0000\u200b "))).contains("text_missing");
    assertThat(NoteText.refusal("ạ".repeat(500))).isEmpty();
    assertThat(NoteText.refusal("ạ".repeat(501))).contains("text_too_long");
    assertThat(NoteText.clean(" một\r\nhai\u0007 ")).isEqualTo("một\nhai");
  }
}

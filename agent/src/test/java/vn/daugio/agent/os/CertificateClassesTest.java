package vn.daugio.agent.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateClassesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CN=CA phục vụ các cơ quan Nhà nước G2,O=Ban Cơ yếu Chính phủ,C=VN | government",
        "C=VN, O=BAN CO YEU CHINH PHU, CN=Co quan chung thuc so | government",
        "CN=VNPT Certification Authority,O=VNPT Group,C=VN | vnpt",
        "CN=Viettel-CA SHA-256,O=Viettel Group,C=VN | viettel",
        "CN=BkavCA SHA256,O=Bkav Corporation,C=VN | bkav",
        "CN=My Company Test CA | other",
        "'' | other",
      })
  void issuersAreClasses(String name, String expected) {
    assertThat(CertificateClasses.issuer(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CN=Nguyễn Văn An,O=UBND xã Đại Đồng,UID=CCCD:040080000001 | person",
        "CN=Nguyễn Văn An,UID=CMND:187000001,UID=MST:2900000001 | person",
        "CN=Văn phòng HĐND và UBND xã Đại Đồng,O=UBND xã | organisation",
        "CN=Ủy ban nhân dân xã Đại Đồng,C=VN | organisation",
        "CN=Cty An Bình,UID=MST:2900000001 | organisation",
        "CN=Cty An Bình,O=Cty An Bình | organisation",
        "CN=Nguyễn Văn An,O=UBND xã Đại Đồng | unspecified",
        "no name at all | unspecified",
      })
  void rolesAreClassesThatNoNameLeadsBackFrom(String subject, String expected) {
    assertThat(CertificateClasses.role(subject)).isEqualTo(expected);
  }
}

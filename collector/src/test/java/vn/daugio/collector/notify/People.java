package vn.daugio.collector.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.office.YamlFile;

/** A chat channel that answers as told, and a plan with people who have such chats. */
class People implements Notifier {
  static final String SITE = "dai-dong/tru-so";
  static final String PLAN =
      """
      province: nghe-an
      contacts:
        - {role: province, label: "Trực ban tỉnh", zalo-chat: tinh}
        - {role: supplier, label: "Tổ đối ứng nhà mạng", zalo-chat: nha-mang}
      communes:
        dai-dong:
          name: "Xã Đại Đồng"
          contacts:
            - {role: response-team, label: "Tổ trưởng Tổ ứng cứu", phone: "0238 3800 113", zalo-chat: truong}
            - {role: response-team, rank: deputy, label: "Tổ phó Tổ ứng cứu", zalo-chat: pho}
            - {role: chair, label: "Chủ tịch UBND xã", zalo-chat: chu-tich}
          sites:
            tru-so: {name: "Trụ sở", contact: "Tổ ứng cứu"}
        xuan-lam:
          name: "Xã Xuân Lâm"
          sites:
            tru-so:
              name: "Trụ sở"
              contact: "Tổ ứng cứu"
              contacts: [{role: counter, label: "Bộ phận Một cửa", zalo-chat: quay}]
      """;

  record Got(String to, Letter letter) {}

  final List<Got> got = new CopyOnWriteArrayList<>();
  volatile Delivery answer = new Delivery.Taken();
  private final String name;

  People(String name) {
    this.name = name;
  }

  static Office office() {
    return OfficeFile.of("plan.yaml", YamlFile.parse("plan.yaml", PLAN));
  }

  /** To whom it was said, with what: {@code truong opened}. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    got.forEach(one -> told.add(one.to() + " " + one.letter().kind()));
    return told;
  }

  @Override
  public Channel channel() {
    return Channel.ZALO_BOT;
  }

  @Override
  public String name() {
    return "zalo-bot:" + name;
  }

  @Override
  public int longest() {
    return 2000;
  }

  @Override
  public Delivery send(Letter letter, String address) {
    got.add(new Got(address, letter));
    return answer;
  }
}

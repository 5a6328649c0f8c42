package vn.daugio.acceptance.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import vn.daugio.acceptance.process.Tree;

/**
 * The task of Windows' Task Scheduler, against [MS-TSCH] section 2.5: its schema is published as
 * text of a page and not as a file, so that the order of what is a sequence there is asserted.
 */
class WindowsTaskTest {
  private static final Path FILE = Tree.root().resolve("deploy/windows/daugio-agent-task.xml");
  private static List<String> leaves = List.of();
  private static String namespace = "";

  @BeforeAll
  static void parse() throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document document = factory.newDocumentBuilder().parse(FILE.toFile());
    Element root = document.getDocumentElement();
    namespace = root.getNamespaceURI() + " " + root.getAttribute("version");
    List<String> found = new ArrayList<>();
    collect(root, "", found);
    leaves = found;
  }

  private static void collect(Element element, String path, List<String> found) {
    boolean leaf = true;
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        leaf = false;
        collect(child, path + child.getLocalName() + "/", found);
      }
    }
    if (leaf) {
      found.add(path.substring(0, path.length() - 1) + "=" + element.getTextContent());
    }
  }

  private static List<String> under(String path) {
    return leaves.stream().filter(leaf -> leaf.startsWith(path + "/")).toList();
  }

  @Test
  void itIsOfTheSchemaThatWindowsTenKnows() {
    assertThat(namespace).isEqualTo("http://schemas.microsoft.com/windows/2004/02/mit/task 1.2");
  }

  @Test
  void itBeginsAtStartUpAndEveryQuarterOfAnHour() {
    assertThat(under("Triggers"))
        .containsExactly(
            "Triggers/BootTrigger/Enabled=true",
            "Triggers/BootTrigger/Delay=PT1M",
            "Triggers/TimeTrigger/Repetition/Interval=PT15M",
            "Triggers/TimeTrigger/Repetition/StopAtDurationEnd=false",
            "Triggers/TimeTrigger/StartBoundary=2026-01-01T00:@MINUTE@:@SECOND@",
            "Triggers/TimeTrigger/Enabled=true");
  }

  @Test
  void itCatchesUpIsHiddenAndIsNeverCutOff() {
    assertThat(under("Settings"))
        .contains(
            "Settings/MultipleInstancesPolicy=IgnoreNew",
            "Settings/DisallowStartIfOnBatteries=false",
            "Settings/StopIfGoingOnBatteries=false",
            "Settings/StartWhenAvailable=true",
            "Settings/RunOnlyIfNetworkAvailable=false",
            "Settings/IdleSettings/StopOnIdleEnd=false",
            "Settings/Hidden=true",
            "Settings/WakeToRun=false",
            "Settings/ExecutionTimeLimit=PT0S");
  }

  @Test
  void itIsRunByTheAccountThatTheInstallerChose() {
    assertThat(under("Principals"))
        .containsExactly(
            "Principals/Principal/UserId=@ACCOUNT@",
            "Principals/Principal/RunLevel=LeastPrivilege");
    assertThat(under("Actions"))
        .containsExactly(
            "Actions/Exec/Command=@PROGRAM@\\daugio-agent.cmd",
            "Actions/Exec/Arguments=tick --config \"@DATA@\\agent.yaml\"",
            "Actions/Exec/WorkingDirectory=@DATA@");
  }
}

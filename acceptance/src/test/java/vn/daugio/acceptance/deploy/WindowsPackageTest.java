package vn.daugio.acceptance.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.acceptance.process.Tree;

/** The Windows package, as far as it can be judged without Windows. */
class WindowsPackageTest {
  private static final String SUMS = "SHA256SUMS.txt";
  private static Map<String, byte[]> files = Map.of();

  @TempDir Path folder;

  @BeforeAll
  static void unzip() throws IOException {
    files = content(Dist.made().only("-windows.zip"));
  }

  private static Map<String, byte[]> content(Path zip) throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : archive.stream().toList()) {
        String name = entry.getName();
        byte[] bytes = archive.getInputStream(entry).readAllBytes();
        found.put(name.substring(name.indexOf('/') + 1), bytes);
      }
    }
    return found;
  }

  private static String text(String name) {
    byte[] bytes = files.get(name);
    return bytes == null ? "" : new String(bytes, UTF_8);
  }

  @Test
  void itHasWhatAnOfficeNeeds() {
    assertThat(files.keySet())
        .contains(
            "HUONG-DAN.txt",
            "LICENSE.txt",
            "archive-classes.cmd",
            "daugio-agent.cmd",
            "daugio-agent-task.xml",
            "install.cmd",
            "install.ps1",
            "lib/daugio-agent.jar",
            "licenses/libraries.txt",
            "licenses/procrun/LICENSE.txt",
            "prunsrv.exe",
            "uninstall.cmd",
            "uninstall.ps1");
    assertThat(files.get("prunsrv.exe")).startsWith('M', 'Z');
    assertThat(text("HUONG-DAN.txt")).startsWith("\uFEFF# Cài Đầu Giờ trên Windows\r\n");
  }

  @Test
  void theManifestNamesEveryFileWithItsSum() throws NoSuchAlgorithmException {
    StringBuilder expected = new StringBuilder();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (!file.getKey().equals(SUMS)) {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(file.getValue());
        expected.append(HexFormat.of().formatHex(sum)).append("  ").append(file.getKey());
        expected.append("\r\n");
      }
    }
    assertThat(text(SUMS)).isEqualTo(expected.toString());
  }

  @Test
  void theLauncherKnowsEveryLibrary() {
    List<String> jars =
        files.keySet().stream()
            .filter(name -> name.startsWith("lib/") && name.endsWith(".jar"))
            .map(name -> name.substring("lib/".length()).replace('/', '\\'))
            .toList();
    assertThat(text("lib/files.txt").lines()).containsExactlyElementsOf(jars);
    assertThat(jars).contains("daugio-agent.jar").hasSizeGreaterThan(10);
    for (String jar : jars) {
      String name = jar.replace("lib\\", "");
      assertThat(text("licenses/libraries.txt") + "daugio-agent.jar: ").contains(name + ": ");
    }
  }

  @Test
  void whatWindowsReadsAsTextEndsItsLinesAsItWants() {
    List<String> texts =
        files.keySet().stream().filter(name -> name.matches(".*\\.(cmd|ps1|xml)")).toList();
    assertThat(texts).hasSize(7);
    for (String name : texts) {
      assertThat(text(name)).as(name).endsWith("\r\n").doesNotContainPattern("[^\r]\n");
      if (name.endsWith(".cmd")) {
        assertThat(text(name).chars().allMatch(c -> c < 128)).as(name + " is ASCII").isTrue();
      } else if (name.endsWith(".ps1")) {
        assertThat(text(name)).as(name + " says that it is UTF-8").startsWith("\uFEFF");
      }
    }
  }

  @Test
  void everyJumpOfAScriptHasItsTarget() {
    for (String name : files.keySet()) {
      if (name.endsWith(".cmd")) {
        List<String> labels =
            text(name)
                .lines()
                .filter(line -> line.startsWith(":"))
                .map(line -> line.substring(1))
                .toList();
        Pattern.compile("goto (\\w+)")
            .matcher(text(name))
            .results()
            .forEach(jump -> assertThat(labels).as(name).contains(jump.group(1)));
      }
    }
    assertThat(text("daugio-agent.cmd")).contains("goto files_missing");
    assertThat(text("archive-classes.cmd"))
        .containsPattern("set \"only=[a-z.,]*printer\\.status[a-z.,]*\"")
        .doesNotContain("@ONLY@");
  }

  /** Of the other two, too: one place that is forgotten costs memory, and nobody sees it. */
  @Test
  void allLaunchersGiveTheJavaMachineTheSameOptions() throws IOException {
    List<String> shell = options(Files.readString(Tree.root().resolve("agent/bin/daugio-agent")));
    List<String> onWindows =
        shell.stream()
            .filter(option -> !option.matches(".*(TrimNativeHeap|UnlockExperimental).*"))
            .toList();
    assertThat(onWindows).hasSize(11);
    assertThat(options(text("daugio-agent.cmd"))).isEqualTo(onWindows);
    assertThat(options(text("install.ps1"))).isEqualTo(onWindows);
  }

  /** Sizes and switches, without what names a file. */
  private static List<String> options(String script) {
    return Pattern.compile("-X(?:X:[+-]?\\w+(?:=\\d+m?)?|m[snx]\\d+m|ss\\d+k)(?![\\w=])")
        .matcher(script)
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(java.util.TreeSet::new))
        .stream()
        .toList();
  }

  @Test
  void aRuntimeIsEmbeddedWhenOneIsGiven() throws IOException {
    Path runtime = Files.createDirectories(folder.resolve("jre/bin"));
    String script = Tree.root().resolve("deploy/dist.sh").toString();
    Map<String, String> given = Map.of("WINDOWS_RUNTIME", folder.resolve("jre").toString());
    Dist.Ran refused = Dist.run(given, script, folder.toString());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.output()).endsWith("/jre has no bin/java.exe\n");

    Files.writeString(runtime.resolve("java.exe"), "MZ");
    assertThat(Dist.run(given, script, folder.toString()).exit()).isZero();
    Map<String, byte[]> whole = content(new Dist(folder).only("-windows.zip"));
    assertThat(whole.get("runtime/bin/java.exe")).isEqualTo("MZ".getBytes(UTF_8));
    assertThat(new String(whole.getOrDefault(SUMS, new byte[0]), UTF_8))
        .contains("  runtime/bin/java.exe\r\n");
  }
}

package vn.daugio.agent.probe;

import com.hierynomus.mssmb2.SMB2Dialect;
import com.hierynomus.mssmb2.SMBApiException;
import com.hierynomus.smbj.SMBClient;
import com.hierynomus.smbj.SmbConfig;
import com.hierynomus.smbj.auth.AuthenticationContext;
import com.hierynomus.smbj.auth.NtlmAuthenticator;
import com.hierynomus.smbj.common.SMBRuntimeException;
import com.hierynomus.smbj.connection.Connection;
import com.hierynomus.smbj.session.Session;
import com.hierynomus.smbj.share.DiskShare;
import com.hierynomus.smbj.share.Share;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.Access;

/**
 * A round trip with a scanner's own account on its shared folder over SMB 2 or 3 (MS-SMB2): log on,
 * create a marker, read it back, delete it. One connection, NTLMv2, no referrals.
 */
@SuppressWarnings("try") // a guard is only there to be closed
public final class SmbFolder {
  private static final int BUFFER = 64 * 1024;

  private final SmbAddress address;
  private final SmbAccount account;
  private final Deadline deadline;
  private @Nullable String dialect;
  private boolean guest;
  private OptionalLong freeBytes = OptionalLong.empty();

  private SmbFolder(SmbAddress address, SmbAccount account, Deadline deadline) {
    this.address = address;
    this.account = account;
    this.deadline = deadline;
  }

  /**
   * @throws ProbeException TIMED_OUT, UNREACHABLE, REFUSED: nobody answers; MALFORMED: an answer
   *     that says nothing about the folder; UNSUPPORTED: not an address of a folder; AUTH_REJECTED:
   *     the password file cannot be read
   */
  public static SmbReading roundTrip(Access.Smb folder, Deadline deadline)
      throws InterruptedException {
    SmbAddress address = SmbAddress.parse(folder.url());
    SmbAccount account = SmbAccount.read(folder);
    return new SmbFolder(address, account, deadline).run();
  }

  private SmbReading run() throws InterruptedException {
    List<InetAddress> hosts = HostLookup.addresses(address.host(), deadline);
    if (hosts.isEmpty()) {
      throw new ProbeException(ProbeFailure.UNREACHABLE, "no such host");
    }
    try (SmbSocket socket = SmbSocket.open(hosts, address.port(), connecting());
        Deadlines.Guard unused = Deadlines.guard(socket, deadline);
        SMBClient client = new SMBClient(config(socket))) {
      Connection connection = negotiate(client);
      if (connection == null) {
        return onlySmb1(hosts);
      }
      dialect = connection.getNegotiatedProtocol().getDialect().name();
      return logOn(connection);
    } catch (SMBApiException e) {
      return SmbStatus.step(e.getStatusCode())
          .map(step -> reading(step, SmbStatus.text(e.getStatusCode())))
          .orElseThrow(() -> malformed(SmbStatus.text(e.getStatusCode()), e));
    } catch (SMBRuntimeException e) {
      // its message may carry what the server said; the kind of failure is enough
      throw deadline.isOver() || isTimeout(e) ? timedOut(e) : malformed("broken off", e);
    } catch (IOException e) {
      throw Deadlines.failure("smb", e, deadline);
    }
  }

  private Deadline connecting() {
    return Deadline.in(SmbSocket.step(deadline));
  }

  private SmbConfig config(SmbSocket socket) {
    Duration step = SmbSocket.step(deadline);
    return SmbConfig.builder()
        .withSocketFactory(SmbSocket.factory(socket))
        .withTimeout(step.toMillis(), TimeUnit.MILLISECONDS)
        .withBufferSize(BUFFER)
        .withDfsEnabled(false)
        .withEncryptData(true)
        .withAuthenticators(List.of(new NtlmAuthenticator.Factory()))
        .withDialects(
            SMB2Dialect.SMB_3_1_1,
            SMB2Dialect.SMB_3_0_2,
            SMB2Dialect.SMB_3_0,
            SMB2Dialect.SMB_2_1,
            SMB2Dialect.SMB_2_0_2)
        .build();
  }

  /** Null when the server would not agree on a dialect. */
  private @Nullable Connection negotiate(SMBClient client) {
    try {
      return client.connect(address.host(), address.port());
    } catch (IOException | SMBRuntimeException e) {
      return null;
    }
  }

  private SmbReading onlySmb1(List<InetAddress> hosts) {
    try (SmbSocket second = SmbSocket.open(hosts, address.port(), connecting());
        Deadlines.Guard unused = Deadlines.guard(second, deadline)) {
      if (SmbOne.speaks(second, deadline)) {
        return reading(SmbReading.Step.ONLY_SMB1, null);
      }
    } catch (IOException e) {
      throw isTimeout(e) || deadline.isOver() ? timedOut(e) : malformed("no common dialect", e);
    }
    throw new ProbeException(ProbeFailure.MALFORMED, "smb: no common dialect");
  }

  private SmbReading logOn(Connection connection) throws IOException {
    AuthenticationContext context =
        new AuthenticationContext(account.user(), account.password(), account.domain());
    try (Session session = connection.authenticate(context)) {
      guest = session.isGuest() || session.isAnonymous();
      try (Share share = session.connectShare(address.share())) {
        if (!(share instanceof DiskShare disk)) {
          return reading(SmbReading.Step.GONE, null);
        }
        freeBytes = SmbMarker.freeBytes(disk);
        SmbReading.Step step = new SmbMarker(disk, address.folder(), deadline).roundTrip();
        return reading(step, null);
      }
    }
  }

  private SmbReading reading(SmbReading.Step step, @Nullable String status) {
    // a guest is whom the server takes us for when it does not know the account
    boolean refused = guest && step == SmbReading.Step.DENIED;
    return new SmbReading(
        refused ? SmbReading.Step.ACCOUNT_REFUSED : step, status, dialect, guest, freeBytes);
  }

  private static boolean isTimeout(Throwable e) {
    for (@Nullable Throwable one = e; one != null; one = one.getCause()) {
      if (one instanceof java.util.concurrent.TimeoutException
          || one instanceof java.net.SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static ProbeException timedOut(Exception e) {
    return new ProbeException(ProbeFailure.TIMED_OUT, "smb: timed_out", e);
  }

  private static ProbeException malformed(String what, Exception e) {
    return new ProbeException(ProbeFailure.MALFORMED, "smb: " + what, e);
  }
}

package vn.daugio.agent.os.pkcs11;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#11 library (OASIS PKCS #11 version 2.40) through the JDK's own wrapper, of which only
 * functions are named here that need no login: there is no way from here to C_Login, C_Sign or a
 * private object. By reflection, as the wrapper is no API: its package is exported on the command
 * line of {@link TokenProgram}, and its factory differs between Java 17 and 25.
 */
final class Pkcs11Module {
  private static final String PACKAGE = "sun.security.pkcs11.wrapper.";
  private static final long CKF_SERIAL_SESSION = 0x4;
  private static final long CKA_CLASS = 0x0;
  private static final long CKA_VALUE = 0x11;
  private static final long CKO_CERTIFICATE = 0x1;

  /** No token has more that are for signing. */
  private static final int MOST_CERTIFICATES = 32;

  private static final int LARGEST_CERTIFICATE = 16 * 1024;

  private final Class<?> wrapper;
  private final Object library;

  private Pkcs11Module(Class<?> wrapper, Object library) {
    this.wrapper = wrapper;
    this.library = library;
  }

  /** A function returned another value than CKR_OK, or the file is no such library. */
  static final class Pkcs11Failure extends IOException {
    private static final long serialVersionUID = 1;

    Pkcs11Failure(String what, @Nullable Throwable cause) {
      super(what, cause);
    }
  }

  /** What a token says of itself (CK_TOKEN_INFO, section 3.2). */
  record TokenInfo(long flags, String label, String serial) {}

  /**
   * Loads it and calls C_Initialize.
   *
   * @throws ClassNotFoundException when this Java has no wrapper
   * @throws Pkcs11Failure with an IOException as cause: it cannot be loaded
   */
  static Pkcs11Module open(String path) throws ClassNotFoundException, Pkcs11Failure {
    Class<?> wrapper = Class.forName(PACKAGE + "PKCS11");
    Method factory =
        Arrays.stream(wrapper.getMethods())
            .filter(method -> method.getName().equals("getInstance"))
            .findFirst()
            .orElseThrow(ClassNotFoundException::new);
    Class<?>[] types = factory.getParameterTypes();
    @Nullable Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = types[i] == boolean.class ? Boolean.FALSE : null;
    }
    arguments[0] = path;
    arguments[1] = "C_GetFunctionList";
    return new Pkcs11Module(wrapper, Objects.requireNonNull(invoke(factory, null, arguments)));
  }

  long[] slotsWithToken() throws Pkcs11Failure {
    return (long[]) call("C_GetSlotList", true);
  }

  TokenInfo token(long slot) throws Pkcs11Failure {
    Object info = call("C_GetTokenInfo", slot);
    return new TokenInfo(
        (Long) field(info, "flags"),
        new String((char[]) field(info, "label")).strip(),
        new String((char[]) field(info, "serialNumber")).strip());
  }

  /** The public certificates of a token, DER; what is larger than 16 KB is left out. */
  List<byte[]> certificates(long slot) throws Pkcs11Failure {
    long session = (Long) call("C_OpenSession", slot, CKF_SERIAL_SESSION, null, null);
    try {
      Object template = attributes(attribute(CKA_CLASS, CKO_CERTIFICATE));
      call("C_FindObjectsInit", session, template);
      long[] objects = (long[]) call("C_FindObjects", session, (long) MOST_CERTIFICATES);
      call("C_FindObjectsFinal", session);
      List<byte[]> found = new ArrayList<>();
      for (long object : objects) {
        Object values = attributes(attribute(CKA_VALUE, null));
        call("C_GetAttributeValue", session, object, values);
        // the wrapper puts another object into the array
        if (read(Array.get(values, 0), "pValue") instanceof byte[] der
            && der.length <= LARGEST_CERTIFICATE) {
          found.add(der);
        }
      }
      return found;
    } finally {
      run("C_CloseSession", session);
    }
  }

  void close() throws Pkcs11Failure {
    run("C_Finalize", (Object) null);
  }

  private static Object attribute(long type, @Nullable Long value) throws Pkcs11Failure {
    try {
      Class<?> attribute = Class.forName(PACKAGE + "CK_ATTRIBUTE");
      if (value == null) {
        Constructor<?> empty = attribute.getConstructor(long.class);
        return empty.newInstance(type);
      }
      return attribute.getConstructor(long.class, long.class).newInstance(type, value);
    } catch (ReflectiveOperationException e) {
      throw new Pkcs11Failure("the wrapper has other attributes", e);
    }
  }

  private static Object attributes(Object one) {
    Object array = Array.newInstance(one.getClass(), 1);
    Array.set(array, 0, one);
    return array;
  }

  private Object call(String function, @Nullable Object... arguments) throws Pkcs11Failure {
    Object result = run(function, arguments);
    return result == null ? arguments : result;
  }

  private @Nullable Object run(String function, @Nullable Object... arguments)
      throws Pkcs11Failure {
    for (Method method : wrapper.getMethods()) {
      if (method.getName().equals(function) && method.getParameterCount() == arguments.length) {
        return invoke(method, library, arguments);
      }
    }
    throw new Pkcs11Failure("the wrapper has no " + function, null);
  }

  private static @Nullable Object invoke(
      Method method, @Nullable Object on, @Nullable Object[] arguments) throws Pkcs11Failure {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw new Pkcs11Failure(method.getName(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new Pkcs11Failure("the wrapper is not exported", e);
    }
  }

  private static Object field(Object of, String name) throws Pkcs11Failure {
    @Nullable Object value = read(of, name);
    if (value == null) {
      throw new Pkcs11Failure("no " + name, null);
    }
    return value;
  }

  private static @Nullable Object read(Object of, String name) throws Pkcs11Failure {
    try {
      return of.getClass().getField(name).get(of);
    } catch (ReflectiveOperationException e) {
      throw new Pkcs11Failure("the wrapper has no field " + name, e);
    }
  }
}

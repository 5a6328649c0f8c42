package vn.daugio.collector.calendar;

/**
 * Where the Moon and the Sun are, after J. Meeus, Astronomical Algorithms (2nd edition, 1998):
 * chapter 49 for new moons (some seconds), chapter 25 for the Sun with the larger perturbations by
 * Venus, Jupiter and the Moon (some thousandths of a degree, a few minutes of time). From 2000 to
 * 2149, for which the Earth's rotation is foreseen.
 */
final class Sky {
  /**
   * Coefficients of days; multiples of the Sun's and Moon's anomalies M, M' and of F; power of E.
   */
  private static final double[][] NEW_MOON = {
    {-0.40720, 0, 1, 0, 0},
    {0.17241, 1, 0, 0, 1},
    {0.01608, 0, 2, 0, 0},
    {0.01039, 0, 0, 2, 0},
    {0.00739, -1, 1, 0, 1},
    {-0.00514, 1, 1, 0, 1},
    {0.00208, 2, 0, 0, 2},
    {-0.00111, 0, 1, -2, 0},
    {-0.00057, 0, 1, 2, 0},
    {0.00056, 1, 2, 0, 1},
    {-0.00042, 0, 3, 0, 0},
    {0.00042, 1, 0, 2, 1},
    {0.00038, 1, 0, -2, 1},
    {-0.00024, -1, 2, 0, 1},
    {-0.00007, 2, 1, 0, 0},
    {0.00004, 0, 2, -2, 0},
    {0.00004, 3, 0, 0, 0},
    {0.00003, 1, 1, -2, 0},
    {0.00003, 0, 2, 2, 0},
    {-0.00003, 1, 1, 2, 0},
    {0.00003, -1, 1, 2, 0},
    {-0.00002, -1, 1, -2, 0},
    {-0.00002, 1, 3, 0, 0},
    {0.00002, 0, 4, 0, 0},
  };

  /** Degrees at k = 0, degrees a lunation, days. */
  private static final double[][] PLANETS = {
    {299.77, 0.107408, 0.000325},
    {251.88, 0.016321, 0.000165},
    {251.83, 26.651886, 0.000164},
    {349.42, 36.412478, 0.000126},
    {84.66, 18.206239, 0.000110},
    {141.74, 53.303771, 0.000062},
    {207.14, 2.453732, 0.000060},
    {154.84, 7.306860, 0.000056},
    {34.52, 27.261239, 0.000047},
    {207.19, 0.121824, 0.000042},
    {291.34, 1.844379, 0.000040},
    {161.72, 24.198154, 0.000037},
    {239.56, 25.513099, 0.000035},
    {331.55, 3.592518, 0.000023},
  };

  private static final double LUNATIONS_A_CENTURY = 1236.85;
  private static final double J2000 = 2_451_545.0;
  private static final double CENTURY = 36_525;
  private static final double SECONDS_A_DAY = 86_400;

  private Sky() {}

  /** The number of the lunation whose new moon is near a Julian day. */
  static int lunation(double day) {
    return (int) Math.round((day - 2_451_550.09766) / 29.530588861);
  }

  /**
   * The moment of a new moon as a Julian day of universal time.
   *
   * @param k the lunation, 0 is that of 6 January 2000
   */
  static double newMoon(int k) {
    double t = k / LUNATIONS_A_CENTURY;
    double day = 2_451_550.09766 + 29.530588861 * k + (0.00015437 - 0.000000150 * t) * t * t;
    double sun = 2.5534 + 29.10535670 * k - 0.0000014 * t * t;
    double moon = 201.5643 + 385.81693528 * k + (0.0107582 + 0.00001238 * t) * t * t;
    double latitude = 160.7108 + 390.67050284 * k - (0.0016118 + 0.00000227 * t) * t * t;
    double node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
    double eccentricity = 1 - (0.002516 + 0.0000074 * t) * t;
    for (double[] term : NEW_MOON) {
      day +=
          term[0]
              * Math.pow(eccentricity, term[4])
              * sin(term[1] * sun + term[2] * moon + term[3] * latitude);
    }
    day -= 0.00017 * sin(node);
    for (double[] planet : PLANETS) {
      double argument = planet[0] + planet[1] * k;
      day += planet[2] * sin(planet == PLANETS[0] ? argument - 0.009173 * t * t : argument);
    }
    return day - terrestrialMinusUniversal(day) / SECONDS_A_DAY;
  }

  /**
   * The apparent longitude of the Sun in degrees, from 0 at the March equinox, below 360.
   *
   * @param universal a Julian day of universal time
   */
  static double sunLongitude(double universal) {
    double day = universal + terrestrialMinusUniversal(universal) / SECONDS_A_DAY;
    double t = (day - J2000) / CENTURY;
    double mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t;
    double anomaly = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t;
    double centre =
        (1.914602 - 0.004817 * t) * sin(anomaly)
            + (0.019993 - 0.000101 * t) * sin(2 * anomaly)
            + 0.000289 * sin(3 * anomaly);
    double since1900 = t + 1;
    double perturbed =
        0.00134 * cos(153.23 + 22_518.7541 * since1900)
            + 0.00154 * cos(216.57 + 45_037.5082 * since1900)
            + 0.00200 * cos(312.69 + 32_964.3577 * since1900)
            + 0.00179 * sin(350.74 + 445_267.1142 * since1900);
    double apparent = -0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
    double longitude = (mean + centre + perturbed + apparent) % 360;
    return longitude < 0 ? longitude + 360 : longitude;
  }

  /** Seconds, as foreseen by F. Espenak and J. Meeus. */
  private static double terrestrialMinusUniversal(double day) {
    double year = 2000 + (day - J2000) / 365.25;
    double since = year - 2000;
    if (year < 2050) {
      return 62.92 + 0.32217 * since + 0.005589 * since * since;
    }
    double centuries = (year - 1820) / 100;
    return -20 + 32 * centuries * centuries - 0.5628 * (2150 - year);
  }

  private static double sin(double degrees) {
    return Math.sin(Math.toRadians(degrees));
  }

  private static double cos(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }
}

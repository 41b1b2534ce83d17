namespace Baton.Cli.Evals.Switching;

/// <summary>How well a router follows a customer from task to task.</summary>
/// <param name="Messages">The messages that count.</param>
/// <param name="Switches">How many of them switch.</param>
/// <param name="Accuracy">The share of all that is right.</param>
/// <param name="FirstAccuracy">The share of each dialogue's first that is right.</param>
/// <param name="SwitchAccuracy">The share of the switches that is right.</param>
/// <param name="FalseSwitches">The share of the stays at which another task was said.</param>
/// <param name="CalibrationError">The expected calibration error.</param>
internal sealed record SwitchingFigures(int Messages, int Switches, double Accuracy, double FirstAccuracy, double SwitchAccuracy, double FalseSwitches, double CalibrationError);

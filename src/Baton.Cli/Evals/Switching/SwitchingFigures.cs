namespace Baton.Cli.Evals.Switching;

/// <summary>How well a router follows a customer from task to task.</summary>
/// <param name="Messages">The number of messages that count.</param>
/// <param name="Switches">How many of them are switches.</param>
/// <param name="Accuracy">The accuracy over all messages.</param>
/// <param name="FirstAccuracy">The accuracy on the first message of each dialogue.</param>
/// <param name="SwitchAccuracy">The accuracy on switches.</param>
/// <param name="FalseSwitches">The share of the stays with a wrong answer.</param>
/// <param name="CalibrationError">The expected calibration error.</param>
internal sealed record SwitchingFigures(
    int Messages,
    int Switches,
    double Accuracy,
    double FirstAccuracy,
    double SwitchAccuracy,
    double FalseSwitches,
    double CalibrationError
);

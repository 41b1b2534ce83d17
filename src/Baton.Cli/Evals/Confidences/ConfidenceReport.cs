namespace Baton.Cli.Evals.Confidences;

/// <summary>What <c>eval confidence</c> prints.</summary>
internal sealed record ConfidenceReport(double CalibrationError, double Area, IEnumerable<Coverage> Coverages, Suggestion Suggestion);

/// <summary>A threshold for a coverage that is wanted, where it was chosen and where it was tested.</summary>
internal sealed record Coverage(double Wanted, double Threshold, RiskPoint Validation, RiskPoint Test);

/// <summary>A threshold for a precision that is wanted, if there is one.</summary>
internal sealed record Suggestion(double Precision, double? Threshold, RiskPoint? Validation, RiskPoint? Test);
